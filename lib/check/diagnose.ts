import type { IceConfig } from '@/lib/protocol';
import type { NetworkPorts } from './gather';
import { type NetworkFacts, probeNetwork } from './network-facts';

/** Which part of the way to somebody fails. `beyond`: nothing on our side does. */
export type FailingLeg = 'server' | 'network' | 'udp' | 'no-relay' | 'relay-refused' | 'relay' | 'beyond';

/** One short finding. */
export interface Diagnosis {
  leg: FailingLeg;
  /** What fails and what to do, in two short sentences. */
  words: string;
}

const words: Record<FailingLeg, string> = {
  server: 'Your connection to the call’s server is gone. Check your internet connection.',
  network: 'Your network blocks every way that calls take. Try another network, or turn off your VPN.',
  udp: 'Your network blocks UDP, and this server has no relay to go around it. Try another network.',
  'no-relay': 'Your two networks need a relay between them, and this server has none. Try another network.',
  'relay-refused': 'The relay turned your device away. Whoever runs this server can fix that.',
  relay: 'The relay can’t be reached from your network. Try another network, or turn off your VPN.',
  beyond: 'Your side works, so their network probably blocks calls. Another network may help them.',
};

/** The finding for one leg. */
export function diagnosisOf(leg: FailingLeg): Diagnosis {
  return { leg, words: words[leg] };
}

/** Which leg of a call that does not connect fails on our side, if one does. */
export function failingLeg({ reflexive, relays }: NetworkFacts): FailingLeg {
  const { hostCount, isAnswered } = reflexive;
  if (relays.some(({ isWorking }) => isWorking)) return 'beyond';
  const isUdpBlocked = hostCount > 0 && !isAnswered;
  if (relays.length === 0) return isUdpBlocked ? 'udp' : 'no-relay';
  if (relays.some((relay) => !relay.isWorking && relay.reason === 'refused')) return 'relay-refused';
  return isUdpBlocked ? 'network' : 'relay';
}

/** Runs the checks of the network quietly and says which leg of a call fails. Never rejects; takes 8 s at most. */
export async function diagnose(ports: NetworkPorts, ice: IceConfig): Promise<Diagnosis> {
  return diagnosisOf(failingLeg(await probeNetwork(ports, ice)));
}
