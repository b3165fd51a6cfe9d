import { messages } from '@/lib/errors/messages';
import type { ConnectionFacts, NetworkFacts } from './network-facts';

/** What all findings come to. `advice`: what to do, each a sentence or two; none when nothing is needed. */
export interface Verdict {
  outcome: 'works' | 'works-relayed' | 'works-mostly' | 'blocked';
  title: string;
  advice: readonly string[];
}

const otherNetwork = 'Try another network, such as mobile data, or turn off your VPN.';
const askForUdp = 'On a company or school network, ask to allow UDP, or calls to this site’s relay.';
const forHost =
  'For whoever runs this server: a TURN server lets the calls connect that now cannot. See TURN_URLS in its settings.';

/** Whether calls will work from here, and what to do. */
export function reachVerdict({ isSecure, isCapable, server, network }: ConnectionFacts): Verdict {
  if (!isSecure) return blocked('this page isn’t secure', messages['devices-insecure-context'].action);
  if (!isCapable) return blocked('this browser is too old', messages['browser-unsupported'].action);
  if (!server.ok) {
    const { title, action } = messages[server.code];
    const reason =
      server.code === 'server-unreachable' ? 'the call’s server can’t be reached' : lowered(title);
    return blocked(reason, action);
  }
  if (!network) return blocked('this browser makes no connections', messages['browser-unsupported'].action);
  const verdict = networkVerdict(network);
  if (server.value.transport === 'websocket') return verdict;
  const slowJoin = 'Joining is slower here than elsewhere: a proxy or VPN blocks WebSockets.';
  return { ...verdict, advice: [...verdict.advice, slowJoin] };
}

function networkVerdict({ reflexive, relays, isRelayOnly, isRelayMute }: NetworkFacts): Verdict {
  const { hostCount, isAnswered, mapping } = reflexive;
  const hasWorkingRelay = relays.some(({ isWorking }) => isWorking);
  const isSymmetric = mapping === 'symmetric';
  if (hasWorkingRelay && isRelayMute) {
    const isDirect = isAnswered && !isSymmetric && !isRelayOnly;
    const title = isDirect ? 'Most calls will work from here' : 'Calls may not work from here';
    return { outcome: 'works-mostly', title, advice: [relayMute, otherNetwork] };
  }
  if (hasWorkingRelay) {
    if (isRelayOnly) return { outcome: 'works-relayed', title: relayedTitle, advice: [] };
    if (hostCount > 0 && !isAnswered)
      return { outcome: 'works-relayed', title: relayedTitle, advice: [askForUdp] };
    if (isSymmetric) return { outcome: 'works-relayed', title: relayedTitle, advice: [] };
    return { outcome: 'works', title: 'Calls will work from here', advice: [] };
  }
  const isRelayBroken = relays.length > 0;
  if (isRelayOnly) return blocked('the relay that all calls here go through can’t be reached', otherNetwork);
  if (isAnswered && !isSymmetric) {
    return {
      outcome: 'works-mostly',
      title: 'Most calls will work from here',
      advice: isRelayBroken ? [relayDown(relays), otherNetwork] : [forHost],
    };
  }
  if (isAnswered) {
    return {
      outcome: 'works-mostly',
      title: 'Some calls will not connect from here',
      advice: [isRelayBroken ? relayDown(relays) : forHost, otherNetwork],
    };
  }
  if (hostCount === 0 && !isRelayBroken) {
    return {
      outcome: 'works-mostly',
      title: 'Calls will work on the same network',
      advice: [
        'This server names neither a STUN nor a TURN server, so hardly any call between two networks connects.',
        forHost,
      ],
    };
  }
  return blocked('the network lets nothing through that calls need', otherNetwork, askForUdp);
}

const relayMute =
  'The relay let us in but carried nothing in the test, so calls that need it may not connect. Whoever runs this server should look at it.';
const relayedTitle = 'Calls will work, through a relay';

function relayDown(relays: NetworkFacts['relays']): string {
  const isRefused = relays.some((relay) => !relay.isWorking && relay.reason === 'refused');
  return isRefused
    ? 'The relay turns us away. Whoever runs this server should look at its credentials.'
    : 'The relay can’t be reached from here, so calls that need it will not connect.';
}

function blocked(reason: string, ...advice: string[]): Verdict {
  return { outcome: 'blocked', title: `Calls will not work from here: ${reason}`, advice };
}

function lowered(title: string): string {
  return `${title.charAt(0).toLowerCase()}${title.slice(1)}`;
}
