import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names';

const variants = {
  /** On a toolbar. */
  solid: 'bg-surface-raised text-text hover:bg-border',
  /** Over a picture: dark glass, whatever the theme. */
  overlay: 'border border-white/25 bg-black/45 text-white backdrop-blur-md hover:bg-black/65',
  ghost: 'text-text hover:bg-text/10',
  /** Leaving, and what is off. */
  danger: 'bg-danger text-danger-text hover:bg-danger-hover',
  accent: 'bg-accent text-accent-text hover:bg-accent-hover',
} as const;

const sizes = { md: 'size-11', lg: 'size-13' } as const;

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'aria-label' | 'children'> {
  /** The accessible name. */
  label: string;
  /** An icon, hidden from assistive technology by lucide itself. */
  icon: ReactNode;
  variant?: keyof typeof variants;
  size?: keyof typeof sizes;
}

/** A round button that shows an icon and is named by `label`. */
export function IconButton({
  label,
  icon,
  variant = 'solid',
  size = 'md',
  className,
  ...rest
}: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      {...rest}
      className={classNames(
        'relative inline-flex shrink-0 items-center justify-center rounded-full transition-[background-color,color,transform]',
        'active:scale-95 disabled:pointer-events-none disabled:opacity-55 [&>svg]:size-[1.375rem]',
        variants[variant],
        sizes[size],
        className,
      )}
    >
      {icon}
    </button>
  );
}
