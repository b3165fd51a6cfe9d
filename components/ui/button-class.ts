import { classNames } from './class-names';

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger';
export type ButtonSize = 'md' | 'lg';

const base =
  'inline-flex select-none items-center justify-center gap-2.5 rounded-full font-semibold no-underline ' +
  'transition-[background-color,color,border-color,transform,opacity] active:scale-[0.98] ' +
  'disabled:pointer-events-none disabled:opacity-55 aria-disabled:pointer-events-none aria-disabled:opacity-55';

const variants: Record<ButtonVariant, string> = {
  primary: 'bg-accent text-accent-text hover:bg-accent-hover',
  secondary: 'border border-border-strong bg-surface-raised text-text hover:bg-surface-sunken',
  ghost: 'text-text hover:bg-text/8',
  danger: 'bg-danger text-danger-text hover:bg-danger-hover',
};

/** Targets are at least 44 px high (WCAG 2.5.5). */
const sizes: Record<ButtonSize, string> = {
  md: 'min-h-11 px-5 py-2 text-[0.9375rem]',
  lg: 'min-h-13 px-7 py-2.5 text-base',
};

/** The looks of a button, for links that act like one. */
export function buttonClass(
  variant: ButtonVariant = 'primary',
  size: ButtonSize = 'md',
  className?: string,
): string {
  return classNames(base, variants[variant], sizes[size], className);
}
