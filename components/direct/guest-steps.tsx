import { useEffect, useState } from 'react';
import type { Call } from '@/lib/call/call';
import type { MadeCode } from '@/lib/direct/direct-handshake';
import { Button } from '../ui/button';
import { OwnCode } from './own-code';
import { Step } from './step';

interface GuestStepsProps {
  call: Call;
  code: MadeCode | null;
  onRestart: () => void;
}

/** Codes take their time on the way; after this long something may be wrong. */
const patienceMs = 60_000;

/** What whoever answers has to do: send the answer back, and wait; or begin again with another code. */
export function GuestSteps({ call, code, onRestart }: GuestStepsProps) {
  const [isLong, setLong] = useState(false);
  const isMade = code?.ok === true;

  useEffect(() => {
    if (!isMade) return;
    const timer = setTimeout(() => setLong(true), patienceMs);
    return () => clearTimeout(timer);
  }, [isMade]);

  return (
    <>
      <ol className="list-none">
        <Step title="Send this answer back, or let them scan it">
          <OwnCode
            call={call}
            code={code}
            label="Answer for the other person"
            toText={(answer) => answer}
            onRestart={onRestart}
          />
        </Step>
      </ol>
      {isMade ? (
        <div className="mt-4 text-center text-[0.9375rem] text-text-muted leading-snug">
          <p>You’ll be in the call as soon as they have entered it. Keep this page open.</p>
          <p role="status" className="not-empty:mt-2">
            {isLong
              ? 'Still waiting. Have they entered your answer, and is their page open? If they made a new code since, ask for that one.'
              : null}
          </p>
          <Button variant="ghost" className="mt-2" onClick={onRestart}>
            Use another code
          </Button>
        </div>
      ) : null}
    </>
  );
}
