import { Users } from 'lucide-react';
import { useState } from 'react';
import { createPairLink } from '@/lib/check/pair/pair-link';
import { Button } from '../ui/button';

/** Makes a link for two and goes there. Nothing is told to the server. */
export function CheckTogether() {
  const [isOpening, setOpening] = useState(false);

  async function open() {
    if (isOpening) return;
    setOpening(true);
    location.assign(await createPairLink(location.origin));
  }

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
    </section>
  );
}
