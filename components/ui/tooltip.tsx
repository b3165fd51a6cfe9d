'use client';

import { Tooltip as RadixTooltip } from 'radix-ui';
import type { ReactNode } from 'react';

interface TooltipProps {
  /** Words for the eye; the control carries its own accessible name. */
  content: string;
  /** The key that does the same. */
  shortcut?: string;
  /** One focusable control. */
  children: ReactNode;
}

/** Wrap the screen once; neighbours then open without a wait. */
export function TooltipProvider({ children }: { children: ReactNode }) {
  return <RadixTooltip.Provider delayDuration={350}>{children}</RadixTooltip.Provider>;
}

/** What an icon means, on hover and on keyboard focus. Needs a `TooltipProvider` above. */
export function Tooltip({ content, shortcut, children }: TooltipProps) {
  return (
    <RadixTooltip.Root>
      <RadixTooltip.Trigger asChild>{children}</RadixTooltip.Trigger>
      <RadixTooltip.Portal>
        <RadixTooltip.Content
          sideOffset={8}
          collisionPadding={8}
          className="z-50 flex animate-fade items-center gap-2 rounded-lg bg-[#2c322f] px-2.5 py-1.5 text-sm font-medium text-white shadow-float"
        >
          {content}
          {shortcut ? <kbd className="rounded bg-white/15 px-1.5 font-sans text-xs">{shortcut}</kbd> : null}
        </RadixTooltip.Content>
      </RadixTooltip.Portal>
    </RadixTooltip.Root>
  );
}
