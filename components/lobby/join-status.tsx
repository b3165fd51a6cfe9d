import type { CallState } from '@/lib/call/call-state';
import { messages } from '@/lib/errors/messages';
import { Spinner } from '../ui/spinner';
import { joinReadiness } from './join-readiness';

interface JoinStatusProps {
  id: string;
  state: CallState;
  /** Join was pressed already, and waits for the room. */
  isWanted: boolean;
}

/** Why the call can't be entered this very moment; nothing when it can. */
export function JoinStatus({ id, state, isWanted }: JoinStatusProps) {
  return (
    <div id={id} aria-live="polite" className="mt-3 min-h-6 text-[0.9375rem] text-text-muted leading-snug">
      <Words state={state} isWanted={isWanted} />
    </div>
  );
}

function Words({ state, isWanted }: Omit<JoinStatusProps, 'id'>) {
  switch (joinReadiness(state)) {
    case 'connecting':
      return isWanted ? (
        <p>You’ll be in as soon as we’re connected…</p>
      ) : (
        <p className="flex items-center gap-2.5">
          <Spinner /> Connecting…
        </p>
      );
    case 'unreachable': {
      const code = state.phase === 'preparing' && state.error ? state.error : 'server-unreachable';
      return (
        <>
          <p className="font-semibold text-danger-ink">{messages[code].title}</p>
          <p className="mt-0.5">
            {isWanted
              ? 'You’ll be in as soon as we reach it.'
              : `${messages[code].body} ${messages[code].action}`}
          </p>
        </>
      );
    }
    case 'full':
      return (
        <>
          <p className="font-semibold text-text">{messages['room-full'].title}</p>
          <p className="mt-0.5">You can join as soon as somebody leaves. Keep this page open.</p>
        </>
      );
    case 'joining':
      return <p>Joining…</p>;
    case 'ready':
      return null;
  }
}
