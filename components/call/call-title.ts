import type { CallState } from '@/lib/call/call-state';

function peopleWords(names: readonly string[]): string {
  const [first, second] = names;
  if (first === undefined) return 'In a call';
  if (second === undefined) return first;
  return names.length === 2 ? `${first} and ${second}` : `${first} and ${names.length - 1} others`;
}

/** What the browser's tab says of the call. */
export function callTitle(state: CallState): string {
  switch (state.phase) {
    case 'idle':
    case 'preparing':
      return 'Join the call · Parley';
    case 'joining':
    case 'in-call': {
      const people = peopleWords(state.participants.map(({ displayName }) => displayName));
      const isReconnecting = state.serverLink === 'reconnecting' && !state.refusal;
      return `${isReconnecting ? 'Reconnecting' : people} · Parley`;
    }
    case 'ended':
      return 'Call ended · Parley';
  }
}
