'use client';

import { X } from 'lucide-react';
import { Dialog as RadixDialog } from 'radix-ui';
import type { KeyboardEvent, ReactNode } from 'react';
import { classNames } from './class-names';
import { IconButton } from './icon-button';

interface DialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  /** The accessible name, shown as the heading. */
  title: string;
  description?: string;
  children: ReactNode;
}

/** A modal dialogue: a sheet from below on a phone, a card in the middle elsewhere. Escape and the cross close it. */
export function Dialog({ isOpen, onOpenChange, title, description, children }: DialogProps) {
  // Not left to Radix: a hint that is still fading away has Escape for itself, and the dialogue stayed open.
  const closeOnEscape = ({ key, nativeEvent, currentTarget, target }: KeyboardEvent) => {
    const isInside = target instanceof Node && currentTarget.contains(target);
    if (key === 'Escape' && isInside && !nativeEvent.isComposing) onOpenChange(false);
  };
  return (
    <RadixDialog.Root open={isOpen} onOpenChange={onOpenChange}>
      <RadixDialog.Portal>
        <RadixDialog.Overlay className="fixed inset-0 z-50 animate-fade bg-black/60 backdrop-blur-[2px]" />
        <RadixDialog.Content
          {...(description ? {} : { 'aria-describedby': undefined })}
          onKeyDown={closeOnEscape}
          className={classNames(
            'fixed z-50 flex max-h-[92dvh] flex-col overflow-y-auto bg-surface-raised px-6 pt-5 pb-safe-6 text-text shadow-float animate-enter',
            'inset-x-0 bottom-0 rounded-t-[1.75rem] sm:inset-0 sm:m-auto sm:h-fit sm:w-[min(28rem,calc(100vw-2rem))] sm:rounded-[1.75rem]',
          )}
        >
          <div className="mb-4 flex items-start justify-between gap-4">
            <div className="min-w-0 pt-1.5">
              <RadixDialog.Title className="text-xl font-semibold tracking-tight">{title}</RadixDialog.Title>
              {description ? (
                <RadixDialog.Description className="mt-1.5 text-text-muted">
                  {description}
                </RadixDialog.Description>
              ) : null}
            </div>
            <RadixDialog.Close asChild>
              <IconButton label="Close" icon={<X />} variant="ghost" className="-mr-2.5" />
            </RadixDialog.Close>
          </div>
          {children}
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}
