import type { NetworkPorts } from './gather';
import { type NetworkFacts, probeNetwork } from './network-facts';
import { reachServer, type ServerPorts } from './reach-server';

/** Which part of the way to somebody fails. `beyond`: nothing on our side does. */
export type FailingLeg = 'server' | 'network' | 'udp' | 'no-relay' | 'relay-refused' | 'relay' | 'beyond';

/** One short finding. */
export interface Diagnosis {
  leg: FailingLeg;
  /** What fails, in two or three words. */
  summary: string;
  /** What fails and what to do, in two short sentences. */
  words: string;
}

const findings: Record<FailingLeg, Omit<Diagnosis, 'leg'>> = {
  server: {
    summary: 'No server',
    words: 'Your connection to the call’s server is gone. Check your internet connection.',
  },
  network: {
    summary: 'Your network blocks calls',
    words: 'Your network blocks every way that calls take. Try another network, or turn off your VPN.',
  },
  udp: {
    summary: 'Your network blocks UDP',
    words: 'Your network blocks UDP, and this server has no relay to go around it. Try another network.',
  },
  'no-relay': {
    summary: 'No relay',
    words: 'Your two networks need a relay between them, and this server has none. Try another network.',
  },
  'relay-refused': {
    summary: 'Relay refused',
    words: 'The relay turned your device away. Whoever runs this server can fix that.',
  },
  relay: {
    summary: 'Relay out of reach',
    words: 'The relay can’t be reached from your network. Try another network, or turn off your VPN.',
  },
  beyond: {
    summary: 'Their side',
    words: 'Your side works, so their network probably blocks calls. Another network may help them.',
  },
};

/** Which leg of a call that does not connect fails on our side, if one does. */
export function failingLeg({ reflexive, relays }: NetworkFacts): FailingLeg {
  const { hostCount, isAnswered } = reflexive;
  if (relays.some(({ isWorking }) => isWorking)) return 'beyond';
  const isUdpBlocked = hostCount > 0 && !isAnswered;
  if (relays.length === 0) return isUdpBlocked ? 'udp' : 'no-relay';
  if (relays.some((relay) => !relay.isWorking && relay.reason === 'refused')) return 'relay-refused';
  return isUdpBlocked ? 'network' : 'relay';
}

/** Runs the checks of the network quietly and says which leg of a call fails. Never rejects. */
export async function diagnose(ports: NetworkPorts & ServerPorts): Promise<Diagnosis> {
  const server = await reachServer(ports);
  const leg = server.ok ? failingLeg(await probeNetwork(ports, server.value.ice)) : 'server';
  return { leg, ...findings[leg] };
}
