import type { IceConfig } from '@/lib/protocol';
import { isGlobalIpv6 } from './address';
import { gather, type NetworkPorts } from './gather';
import { hostOf, reflexiveServersOf } from './ice-urls';
import { classifyMapping, hasEveryAnswer, isAnswer, type NatMapping, reflexiveOf } from './nat-mapping';

/** Longer than two retransmissions over a slow line (RFC 8489 6.2.1), shorter than anybody's patience. */
const timeoutMs = 6_000;

/** How this device looks from outside, over UDP. */
export interface ReflexiveFacts {
  /** How many different hosts could be asked. */
  hostCount: number;
  /** At least one of them answered. */
  isAnswered: boolean;
  /** Until the first answer; `null` when it showed in no candidate. */
  answerMs: number | null;
  /** Addresses that servers saw, in full. */
  addresses: readonly string[];
  mapping: NatMapping;
  hasIpv6: boolean;
}

/** Asks every STUN server, and TURN over UDP, from one peer connection. */
export async function probeReflexive(
  ports: NetworkPorts,
  iceServers: IceConfig['iceServers'],
): Promise<ReflexiveFacts> {
  const servers = reflexiveServersOf(iceServers);
  const hostCount = new Set(servers.map(({ urls }) => hostOf(String(urls)))).size;
  const gathering = await gather(ports, { iceServers: servers }, { timeoutMs });
  const reflexive = reflexiveOf(gathering.candidates);
  return {
    hostCount,
    isAnswered:
      reflexive.length > 0 ||
      gathering.errors.some(({ code }) => isAnswer(code)) ||
      (hostCount > 0 && hasEveryAnswer(gathering)),
    answerMs: reflexive[0]?.afterMs ?? null,
    addresses: [...new Set(reflexive.map(({ address }) => address ?? ''))],
    mapping: classifyMapping({ ...gathering, hostCount }),
    hasIpv6: gathering.candidates.some(({ address }) => isGlobalIpv6(address ?? '')),
  };
}
