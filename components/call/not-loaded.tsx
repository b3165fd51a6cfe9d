import { Button } from '@/components/ui/button';

interface NotLoadedProps {
  onRetry: () => void;
}

/** Said when the call's part of the program did not come: another try takes nothing of what was typed or chosen. */
export function NotLoaded({ onRetry }: NotLoadedProps) {
  return (
    <div role="alert" className="flex items-center justify-center gap-3 p-5">
      <p>The call didn’t load. Your connection may be down.</p>
      <Button
        variant="secondary"
        onClick={() => {
          // The button goes.
          document.querySelector('h1')?.focus();
          onRetry();
        }}
      >
        Try again
      </Button>
    </div>
  );
}
