import { Hand } from 'lucide-react';
import type { EndReason } from '@/lib/call/call-state';
import type { WireState } from '@/lib/direct/direct-wire';
import type { ReadonlyStore } from '@/lib/store/store';
import { ErrorPage } from '../pages/error-page';
import { FocusedHeading } from '../pages/focused-heading';
import { MessagePage } from '../pages/message-page';
import { Button } from '../ui/button';
import { buttonClass } from '../ui/button-class';
import { useStore } from '../use-store';

interface DirectFarewellProps {
  reason: EndReason;
  wire: ReadonlyStore<WireState>;
  onRejoin: () => void;
  onRestart: () => void;
}

/** After a direct call: back into it while the other side is still there, and a new one otherwise. */
export function DirectFarewell({ reason, wire, onRejoin, onRestart }: DirectFarewellProps) {
  const canRejoin = useStore(wire) === 'open';
  const again = canRejoin ? (
    <Button onClick={onRejoin}>Rejoin</Button>
  ) : (
    <Button onClick={onRestart}>Make a new code</Button>
  );
  if (reason.type === 'failed') return <ErrorPage code={reason.code} actions={again} />;
  return (
    <MessagePage
      icon={<Hand aria-hidden="true" />}
      heading={<FocusedHeading title="You left the call" />}
      body={
        <p>
          Your camera and microphone are off.{' '}
          {canRejoin
            ? 'You can come back while the other person stays.'
            : 'The code has done its work: to talk again, make a new one.'}
        </p>
      }
      actions={
        <>
          {again}
          <a href="/" className={buttonClass('secondary')}>
            Back to home
          </a>
        </>
      }
    />
  );
}
