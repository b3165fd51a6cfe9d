import { classNames } from './class-names';

interface SpinnerProps {
  className?: string;
}

/** A quiet sign that something is under way; decoration only, so say it in words beside it. */
export function Spinner({ className }: SpinnerProps) {
  return (
    <span
      aria-hidden="true"
      className={classNames(
        'inline-block size-[1.125em] shrink-0 animate-spin rounded-full border-2 border-current border-r-transparent',
        className,
      )}
    />
  );
}
