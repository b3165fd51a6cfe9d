import type { Call } from '@/lib/call/call';
import type { MadeCode } from '@/lib/direct/direct-handshake';
import { OwnCode } from './own-code';
import { Step } from './step';

interface GuestStepsProps {
  call: Call;
  code: MadeCode | null;
  onRestart: () => void;
}

/** What whoever answers has to do: send the answer back, and wait. */
export function GuestSteps({ call, code, onRestart }: GuestStepsProps) {
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
      {code?.ok ? (
        <p className="mt-4 text-center text-[0.9375rem] text-text-muted leading-snug">
          You’ll be in the call as soon as they have entered it. Keep this page open.
        </p>
      ) : null}
    </>
  );
}
