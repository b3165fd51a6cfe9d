import type { ErrorCode } from '@/lib/errors/error-code';
import { Button } from '../ui/button';
import { useMessage } from './use-message';

const unknownProblem = {
  title: 'This device didn’t start',
  body: 'You can join without it.',
  action: 'Or try again.',
};

interface DeviceProblemProps {
  code: ErrorCode;
  /** The section around it is given the focus, if it can take it. */
  onRetry?: () => void;
  /** Names the device in the button for assistive technology, where two of them may stand on the screen. */
  retryLabel?: string;
}

/** What is wrong with a device and what to do about it. The call can be joined all the same. */
export function DeviceProblem({ code, onRetry, retryLabel }: DeviceProblemProps) {
  const message = useMessage(code, unknownProblem);
  if (!message) return null;
  const { title, body, action } = message;
  return (
    <>
      <p className="font-semibold">{title}</p>
      <p className="mt-1 text-[0.9375rem] text-text-muted leading-snug">{`${body} ${action}`}</p>
      {onRetry ? (
        <Button
          variant="secondary"
          className="mt-3"
          aria-label={retryLabel}
          onClick={({ currentTarget }) => {
            // The button goes with the problem.
            currentTarget.closest('section')?.focus();
            onRetry();
          }}
        >
          Try again
        </Button>
      ) : null}
    </>
  );
}
