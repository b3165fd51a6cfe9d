import { classNames } from './ui/class-names';

/** Beside a link that other devices take for a link to themselves: what to do instead. */
export function HereOnlyHint({ className }: { className?: string }) {
  return (
    <p className={classNames('text-balance text-sm text-text-muted', className)}>
      This link works on this computer only. For other devices, open Parley at this computer’s network
      address: <code className="whitespace-nowrap">npm start -- --https</code> prints it.
    </p>
  );
}
