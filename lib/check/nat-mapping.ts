import { isIpv6 } from './address';
import type { GatheredCandidate, Gathering } from './gather';

/**
 * How the network's address translation maps one port of ours (RFC 4787 4.1), seen from several servers.
 * - `none`: servers see the address that we have ourselves
 * - `endpoint-independent`: two hosts or more see the same address and port
 * - `symmetric`: they see different ones, so nobody can be told where to reach us
 * - `one-server`: there is one address only, and one cannot tell
 * - `unknown`: nobody answered
 */
export type NatMapping = 'none' | 'endpoint-independent' | 'symmetric' | 'one-server' | 'unknown';

export interface MappingEvidence extends Gathering {
  /** How many different hosts were asked. */
  hostCount: number;
}

/** Our own port that a reflexive candidate belongs to. Where it is hidden, browsers use one for each address family. */
function baseOf({ address, relatedAddress, relatedPort }: GatheredCandidate): string {
  if (relatedPort) return `${relatedAddress} ${relatedPort}`;
  return isIpv6(address ?? '') ? 'IPv6' : 'IPv4';
}

/** Candidates of UDP that servers saw us with. */
export function reflexiveOf(candidates: readonly GatheredCandidate[]): GatheredCandidate[] {
  return candidates.filter(
    ({ type, protocol, address }) => type === 'srflx' && protocol === 'udp' && address,
  );
}

/** An error that a server sent (RFC 8489 14.8); 701 and above are the browser's own (webrtc-pc 4.8.3). */
export function isAnswer(code: number): boolean {
  return code >= 300 && code < 700;
}

/**
 * Whether every server has answered. Browsers leave out a reflexive candidate that equals one they have (RFC 8445
 * 5.1.3), so an answer may show in nothing but the end of the gathering.
 */
export function hasEveryAnswer({ candidates, errors, isComplete }: Gathering): boolean {
  return (
    isComplete &&
    !errors.some(({ code }) => !isAnswer(code)) &&
    candidates.some(({ type }) => type === 'host')
  );
}

/** Classifies the mapping from one gathering of one peer connection with all servers. */
export function classifyMapping({ hostCount, ...gathering }: MappingEvidence): NatMapping {
  const mappings = new Map<string, Set<string>>();
  for (const candidate of reflexiveOf(gathering.candidates)) {
    const base = baseOf(candidate);
    const seen = mappings.get(base) ?? new Set();
    mappings.set(base, seen.add(`${candidate.address} ${candidate.port}`));
  }
  if ([...mappings.values()].some(({ size }) => size > 1)) return 'symmetric';
  const isAnswered = hasEveryAnswer(gathering);
  if (mappings.size === 0) return isAnswered && hostCount > 0 ? 'none' : 'unknown';
  return isAnswered && hostCount > 1 ? 'endpoint-independent' : 'one-server';
}
