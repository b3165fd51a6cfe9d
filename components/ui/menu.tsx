'use client';

import { Check } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { classNames } from './class-names';

interface MenuProps {
  /** The button that opens the menu; its accessible name is its own. */
  trigger: ReactNode;
  children: ReactNode;
  side?: 'top' | 'bottom';
  align?: 'start' | 'center' | 'end';
  className?: string;
}

/** A menu under (or over) its button, with the arrow keys, typing ahead and Escape. */
export function Menu({ trigger, children, side = 'top', align = 'center', className }: MenuProps) {
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          side={side}
          align={align}
          sideOffset={10}
          collisionPadding={12}
          className={classNames(
            'z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-56 max-w-[calc(100vw-1.5rem)] overflow-y-auto',
            'rounded-[1.25rem] border border-border bg-surface-raised p-1.5 text-text shadow-float animate-enter',
            className,
          )}
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

const itemClass =
  'flex min-h-11 cursor-pointer select-none items-center gap-3 rounded-control px-3 text-[0.9375rem] outline-none ' +
  'data-highlighted:bg-text/10 data-disabled:cursor-default data-disabled:opacity-50 [&>svg]:size-5 [&>svg]:shrink-0';

interface MenuItemProps {
  icon?: ReactNode;
  /** Shown at the end of the line, quiet: a key such as `M`. */
  shortcut?: string;
  isDisabled?: boolean;
  onSelect: () => void;
  children: ReactNode;
}

/** One thing to do. */
export function MenuItem({ icon, shortcut, isDisabled = false, onSelect, children }: MenuItemProps) {
  return (
    <DropdownMenu.Item disabled={isDisabled} onSelect={onSelect} className={itemClass}>
      {icon}
      <span className="grow">{children}</span>
      {shortcut ? <kbd className="font-sans text-sm text-text-muted">{shortcut}</kbd> : null}
    </DropdownMenu.Item>
  );
}

interface MenuChoiceProps {
  label: string;
  value: string;
  options: readonly { value: string; label: string }[];
  onChange: (value: string) => void;
}

/** One of several, with a tick at the chosen one: the devices, a layout. */
export function MenuChoice({ label, value, options, onChange }: MenuChoiceProps) {
  return (
    <DropdownMenu.RadioGroup value={value} onValueChange={onChange}>
      <DropdownMenu.Label className="px-3 pt-2 pb-1 text-sm font-medium text-text-muted">
        {label}
      </DropdownMenu.Label>
      {options.map((option) => (
        <DropdownMenu.RadioItem key={option.value} value={option.value} className={itemClass}>
          <span className="flex size-5 shrink-0 items-center justify-center">
            <DropdownMenu.ItemIndicator>
              <Check aria-hidden="true" className="size-5 text-accent" />
            </DropdownMenu.ItemIndicator>
          </span>
          <span className="grow truncate">{option.label}</span>
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  );
}

/** A line between groups. */
export function MenuSeparator() {
  return <DropdownMenu.Separator className="mx-3 my-1.5 h-px bg-border" />;
}
