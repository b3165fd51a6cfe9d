import { messages } from '@/lib/errors/messages';
import { type CheckRow, inMs } from '../finding';
import { relayNames } from '../network-findings';
import type { Verdict } from '../verdict';
import type { PairRow } from './pair-run';

const waitingWords = 'Waiting for the other person to open the link.';

function nameOf({ way: { transport, host } }: PairRow): string {
  if (!transport) return 'Directly';
  return host ? `${relayNames[transport]}, ${host}` : relayNames[transport];
}

/** One way between the two, in words that fit both sides. */
export function pairFinding(row: PairRow): CheckRow {
  const { way, state } = row;
  const base = { id: way.id, name: nameOf(row), figure: null };
  const isDirect = way.transport === null;
  switch (state.status) {
    case 'alone':
      return { ...base, state: 'waiting', words: waitingWords };
    case 'missing':
      return { ...base, state: 'skipped', words: 'The other side does not try this way.' };
    case 'connecting':
      return { ...base, state: 'running', words: 'Both are here. Connecting…' };
    case 'connected':
      return {
        ...base,
        state: 'passed',
        figure: inMs(state.afterMs),
        words: isDirect
          ? 'Your networks let you through to each other: the shortest way there is.'
          : 'A call between you can go this way.',
      };
    case 'failed':
      return isDirect
        ? {
            ...base,
            state: 'warning',
            words: 'Your networks do not let you through directly. A relay can help.',
          }
        : {
            ...base,
            state: 'failed',
            words: 'Nothing gets through this way, on one of the two sides at least.',
          };
    case 'refused': {
      const { body, action } = messages[state.code];
      return { ...base, state: 'failed', words: `${body} ${action}` };
    }
  }
}

/** What all ways come to; `null` until each has been tried. */
export function pairVerdict(rows: readonly PairRow[]): Verdict | null {
  const isOpen = rows.some(({ state: { status } }) => status === 'alone' || status === 'connecting');
  const works = ({ state }: PairRow) => state.status === 'connected';
  const direct = rows.find(({ way }) => way.transport === null);
  const relays = rows.filter(({ way }) => way.transport !== null);
  if (isOpen || rows.length === 0) return null;
  const hasRelay = relays.some(works);
  if (direct && works(direct)) {
    return {
      outcome: 'works',
      title: 'The two of you can call each other',
      advice:
        hasRelay || relays.length === 0
          ? []
          : ['No relay works between you, so a change of network during a call may end it.'],
    };
  }
  if (hasRelay) {
    return {
      outcome: 'works-relayed',
      title: 'The two of you can call each other, through a relay',
      advice: [],
    };
  }
  // What the server did not let us try says nothing of the networks.
  const [refusal] = rows.flatMap(({ state }) => (state.status === 'refused' ? [messages[state.code]] : []));
  if (refusal) return { outcome: 'blocked', title: refusal.title, advice: [refusal.action] };
  return {
    outcome: 'blocked',
    title: 'The two of you can’t call each other from these networks',
    advice: [
      'One of you should try another network, such as mobile data, or turn off the VPN.',
      relays.length === 0
        ? 'For whoever runs this server: a TURN server would connect you. See TURN_URLS in its settings.'
        : 'Each of you can open “Check your connection” to see which side is blocked.',
    ],
  };
}
