import type { CopyStatus } from './use-copy';

interface CopyOutcomeProps {
  status: CopyStatus;
  /** What to do where the browser refuses to copy. */
  instead: string;
  className?: string;
}

/** Says aloud that something was copied, and in words what to do when it could not be. */
export function CopyOutcome({ status, instead, className = '' }: CopyOutcomeProps) {
  return (
    <p role="status" className={`text-sm text-text-muted ${className}`}>
      {status === 'failed' ? (
        <span className="mt-2 block">{`Your browser did not allow copying. ${instead}`}</span>
      ) : null}
      {status === 'copied' ? <span className="sr-only">Copied</span> : null}
    </p>
  );
}
