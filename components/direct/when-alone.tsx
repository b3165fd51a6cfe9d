import type { WireState } from '@/lib/direct/direct-wire';
import { messages } from '@/lib/errors/messages';
import type { ReadonlyStore } from '@/lib/store/store';
import { Button } from '../ui/button';
import { useStore } from '../use-store';

interface WhenAloneProps {
  wire: ReadonlyStore<WireState>;
  onRestart: () => void;
}

/** For whoever is alone in a direct call: whether the other person can come back, and what to do if not. */
export function WhenAlone({ wire, onRestart }: WhenAloneProps) {
  const isLost = useStore(wire) === 'lost';
  const { body, action } = messages['direct-lost'];
  return (
    <>
      <p className="mx-auto mt-2 mb-6 max-w-sm text-balance text-text-muted">
        {isLost
          ? `The other person is out of reach. ${body} ${action}`
          : 'The other person can come back as long as both of you keep this page open.'}
      </p>
      {isLost ? <Button onClick={onRestart}>Make a new code</Button> : null}
    </>
  );
}
