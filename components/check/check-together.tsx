import { Users } from 'lucide-react';
import { createPairLink } from '@/lib/check/pair/pair-link';
import { messages } from '@/lib/errors/messages';
import { Button } from '../ui/button';
import { useNewLink } from '../use-new-link';

/** Makes a link for two and goes there. Nothing is told to the server. */
export function CheckTogether() {
  const { isOpening, hasFailed, open } = useNewLink(createPairLink);
  const { body, action } = messages['devices-insecure-context'];

  return (
    <section className="mt-8 rounded-tile border border-border px-5 py-5">
      <h2 className="font-semibold text-lg">Trouble with one person?</h2>
      <p className="mt-1 text-text-muted leading-snug">
        Whether two networks let each other through shows only between them. Make a link, send it, and both of
        you see which ways work.
      </p>
      <Button
        variant="secondary"
        className="mt-4 w-full sm:w-auto"
        icon={<Users className="size-4.5" />}
        isBusy={isOpening}
        onClick={open}
      >
        Check together
      </Button>
      <div aria-live="polite">
        {hasFailed ? <p className="mt-2 text-danger-ink">{`${body} ${action}`}</p> : null}
      </div>
    </section>
  );
}
