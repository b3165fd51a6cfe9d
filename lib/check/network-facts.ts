import type { ErrorCode } from '@/lib/errors/error-code';
import type { IceConfig, Result } from '@/lib/protocol';
import type { NetworkPorts } from './gather';
import { relaysOf } from './ice-urls';
import { probeReflexive, type ReflexiveFacts } from './probe-reflexive';
import { probeRelay, type RelayOutcome } from './probe-relay';
import type { ServerFacts } from './reach-server';

/** What the ways out of this network are like. */
export interface NetworkFacts {
  reflexive: ReflexiveFacts;
  /** One for each TURN URL. */
  relays: readonly RelayOutcome[];
  /** The server lets nobody connect but through a relay. */
  isRelayOnly: boolean;
  /** A relay has let us in, and carried nothing; false while that was not tried. */
  isRelayMute: boolean;
}

/** Everything that the verdict is made from. */
export interface ConnectionFacts {
  isSecure: boolean;
  isCapable: boolean;
  server: Result<ServerFacts, ErrorCode>;
  /** `null` when the server named no ICE configuration, or the browser can't use one. */
  network: NetworkFacts | null;
}

/** Tries every way out at once, and says of each when it is known. */
export async function probeNetwork(
  ports: NetworkPorts,
  { iceServers, iceTransportPolicy }: IceConfig,
  listener: { reflexive?: (facts: ReflexiveFacts) => void; relay?: (outcome: RelayOutcome) => void } = {},
): Promise<NetworkFacts> {
  const [reflexive, ...relays] = await Promise.all([
    probeReflexive(ports, iceServers).then((facts) => {
      listener.reflexive?.(facts);
      return facts;
    }),
    ...relaysOf(iceServers).map(async (relay) => {
      const outcome = await probeRelay(ports, relay);
      listener.relay?.(outcome);
      return outcome;
    }),
  ]);
  return { reflexive, relays, isRelayOnly: iceTransportPolicy === 'relay', isRelayMute: false };
}
