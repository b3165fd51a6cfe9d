'use client';

import { Hand } from 'lucide-react';
import type { EndReason } from '@/lib/call/call-state';
import { Button } from '../ui/button';
import { buttonClass } from '../ui/button-class';
import { ErrorPage } from './error-page';
import { FocusedHeading } from './focused-heading';
import { MessagePage } from './message-page';

interface EndedPageProps {
  reason: EndReason;
  /** Back to the lobby of the same call. */
  onRejoin: () => void;
}

/** After the call: left, taken over by another tab, or cut short by a failure. */
export function EndedPage({ reason, onRejoin }: EndedPageProps) {
  if (reason.type === 'left') {
    return (
      <MessagePage
        icon={<Hand aria-hidden="true" />}
        heading={<FocusedHeading title="You left the call" />}
        body={<p>Your camera and microphone are off. The link still works.</p>}
        actions={
          <>
            <Button onClick={onRejoin}>Rejoin</Button>
            <a href="/" className={buttonClass('secondary')}>
              Back to home
            </a>
          </>
        }
      />
    );
  }
  const code = reason.type === 'replaced' ? 'call-replaced' : reason.code;
  // A link that the server refuses leads nowhere, however often it is tried.
  const canRejoin = code !== 'room-mismatch';
  return (
    <ErrorPage code={code} actions={canRejoin ? <Button onClick={onRejoin}>Rejoin</Button> : undefined} />
  );
}
