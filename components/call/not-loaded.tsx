import { Button } from '@/components/ui/button';
import { focusPageHeading } from '@/components/use-focus-handover';

interface NotLoadedProps {
  onRetry: () => void;
  /** Of somebody who has joined meanwhile, and would be in the call without seeing it. */
  onLeave: (() => void) | null;
}

/** Said when the call's part of the program did not come: another try takes nothing of what was typed or chosen. */
export function NotLoaded({ onRetry, onLeave }: NotLoadedProps) {
  return (
    <div role="alert" className="flex flex-wrap items-center justify-center gap-3 p-5">
      <p>
        {onLeave
          ? 'The call didn’t load, though you have joined: others may see and hear you.'
          : 'The call didn’t load. Your connection may be down.'}
      </p>
      <Button
        variant="secondary"
        onClick={() => {
          // The button goes.
          focusPageHeading();
          onRetry();
        }}
      >
        Try again
      </Button>
      {onLeave ? (
        <Button variant="secondary" onClick={onLeave}>
          Leave call
        </Button>
      ) : null}
    </div>
  );
}
