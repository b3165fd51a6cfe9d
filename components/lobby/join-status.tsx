import { useEffect, useState } from 'react';
import type { CallState } from '@/lib/call/call-state';
import type { ErrorCode } from '@/lib/errors/error-code';
import type { Message } from '@/lib/errors/message';
import { CodeLine } from '../ui/code-line';
import { Spinner } from '../ui/spinner';
import { type JoinReadiness, joinReadiness } from './join-readiness';
import { useMessage } from './use-message';

const unreachable = {
  title: 'We can’t reach this call’s server',
  body: 'Your connection may be down.',
  action: 'We keep trying.',
};

/** Whoever has waited that long for a connection is told that there is none, and what goes without one. */
const patienceMs = 5_000;

function useJoinReadiness(state: CallState): JoinReadiness {
  const readiness = joinReadiness(state);
  const [isSlow, setSlow] = useState(false);
  const isConnecting = readiness === 'connecting';
  useEffect(() => {
    if (!isConnecting) return;
    const timer = setTimeout(setSlow, patienceMs, true);
    return () => {
      clearTimeout(timer);
      setSlow(false);
    };
  }, [isConnecting]);
  return isConnecting && isSlow ? 'unreachable' : readiness;
}

function problemOf(state: CallState, readiness: JoinReadiness): ErrorCode | null {
  if (readiness === 'full') return 'room-full';
  const error = state.phase === 'preparing' ? state.error : null;
  return error ?? (readiness === 'unreachable' ? 'server-unreachable' : null);
}

interface JoinStatusProps {
  id: string;
  state: CallState;
  /** Join was pressed already, and waits for the room. */
  isWanted: boolean;
}

/** Why the call can't be entered this very moment, or why the last try did not succeed; else nothing. */
export function JoinStatus({ id, state, isWanted }: JoinStatusProps) {
  const readiness = useJoinReadiness(state);
  const code = problemOf(state, readiness);
  const message = useMessage(code, unreachable);
  return (
    <>
      <div id={id} aria-live="polite" className="mt-3 min-h-6 text-[0.9375rem] text-text-muted leading-snug">
        <Words readiness={readiness} message={message} isWanted={isWanted} />
      </div>
      {/* Not said aloud with the words: it is for whoever is asked for help. */}
      {code && message ? <CodeLine code={code} className="mt-3" /> : null}
    </>
  );
}

interface WordsProps {
  readiness: JoinReadiness;
  message: Message | null;
  isWanted: boolean;
}

function Words({ readiness, message, isWanted }: WordsProps) {
  switch (readiness) {
    case 'connecting':
      return isWanted ? (
        <p>You’ll be in as soon as we’re connected…</p>
      ) : (
        <p className="flex items-center gap-2.5">
          <Spinner /> Connecting…
        </p>
      );
    case 'unreachable':
      return (
        <>
          <p className="font-semibold text-danger-ink">{message?.title}</p>
          <p className="mt-0.5">
            {isWanted
              ? 'You’ll be in as soon as we reach it.'
              : message && `${message.body} ${message.action}`}
          </p>
          <p className="mt-2">
            <a href="/direct" className="font-medium text-text underline underline-offset-4">
              Call directly, without a server
            </a>
          </p>
        </>
      );
    case 'refused':
    case 'ready':
      return message ? (
        <>
          <p className="font-semibold text-danger-ink">{message.title}</p>
          <p className="mt-0.5">{`${message.body} ${message.action}`}</p>
        </>
      ) : null;
    case 'full':
      return (
        <>
          <p className="font-semibold text-text">{message?.title}</p>
          <p className="mt-0.5">You can join as soon as somebody leaves. Keep this page open.</p>
        </>
      );
    case 'joining':
      return <p>Joining…</p>;
  }
}
