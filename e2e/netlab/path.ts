import type { Page } from '@playwright/test';

/** One end of the path that media takes: how this end's own candidate is reached (RFC 8445, section 5.1.1). */
const pathEnds = ['host', 'srflx', 'prflx', 'relay/udp', 'relay/tcp', 'relay/tls'] as const;
export type PathEnd = (typeof pathEnds)[number];

export function isPathEnd(text: string): text is PathEnd {
  return pathEnds.some((end) => end === text);
}

/** The two ends of a path: the resident's and the newcomer's. */
export type PathEnds = readonly [PathEnd, PathEnd];

/**
 * What the routers decide. The rest is up to which check comes first: on which side the relay is, whether there is one
 * on both, whether TCP to it is wrapped in TLS where both get through.
 */
type PathKind = 'direct' | 'relayed over UDP' | 'relayed over TCP';

export function pathKindOf(ends: PathEnds): PathKind {
  if (ends.some((end) => end === 'relay/tcp' || end === 'relay/tls')) return 'relayed over TCP';
  return ends.includes('relay/udp') ? 'relayed over UDP' : 'direct';
}

/** The path as one page sees it. */
export interface Path {
  end: PathEnd;
  /** The address of the TURN server that relays for this page; `null` where its own end is not relayed. */
  relayAddress: string | null;
  /** Whether it sends to a relay of the other's. */
  isOtherRelayed: boolean;
  family: 'IPv4' | 'IPv6';
}

/** The selected candidate pair of the newest connection of `page`; `null` while there is none. */
export function readPath(page: Page): Promise<Path | null> {
  return page.evaluate(async () => {
    const connection = window.probe.connections.findLast(
      ({ connectionState }) => connectionState === 'connected',
    );
    const stats = await connection?.getStats();
    for (const report of stats?.values() ?? []) {
      if (report.type !== 'transport') continue;
      const pair = stats?.get(report.selectedCandidatePairId);
      const local = stats?.get(pair?.localCandidateId);
      const remote = stats?.get(pair?.remoteCandidateId);
      if (!local || !remote) continue;
      const isRelayed = local.candidateType === 'relay';
      return {
        end: isRelayed ? `relay/${local.relayProtocol}` : local.candidateType,
        relayAddress: isRelayed ? local.address : null,
        isOtherRelayed: remote.candidateType === 'relay',
        family: local.address?.includes(':') ? 'IPv6' : 'IPv4',
      };
    }
    return null;
  });
}

/** What the pages of both ends say together, or why that is no path: in the middle of a change they do not agree. */
export async function readEnds(one: Page, other: Page): Promise<PathEnds | string> {
  const [here, there] = await Promise.all([readPath(one), readPath(other)]);
  const isAgreed =
    here !== null &&
    there !== null &&
    here.isOtherRelayed === (there.relayAddress !== null) &&
    there.isOtherRelayed === (here.relayAddress !== null);
  return isAgreed ? [here.end, there.end] : `no agreement: ${JSON.stringify([here, there])}`;
}
