import type { Page } from '@playwright/test';

/** One end of the path that media takes: how this end's own candidate is reached (RFC 8445, section 5.1.1). */
export type PathEnd = 'host' | 'srflx' | 'prflx' | 'relay/udp' | 'relay/tcp' | 'relay/tls';

/** The two ends of a path: the resident's and the newcomer's. */
export type PathEnds = readonly [PathEnd, PathEnd];

/** `direct`, or by which transport a relay is reached: the slowest, where there are two. */
export type PathKind = 'direct' | 'udp' | 'tcp' | 'tls';

export function pathKindOf(ends: PathEnds): PathKind {
  for (const kind of ['tls', 'tcp', 'udp'] as const) if (ends.includes(`relay/${kind}`)) return kind;
  return 'direct';
}

/** The end in `page` of its one connection, from the selected candidate pair; `null` while there is none. */
export function readPathEnd(page: Page): Promise<PathEnd | null> {
  return page.evaluate(async () => {
    const connection = window.probe.connections.findLast(
      ({ connectionState }) => connectionState === 'connected',
    );
    if (!connection) return null;
    const stats = await connection.getStats();
    for (const report of stats.values()) {
      if (report.type !== 'transport') continue;
      const pair = stats.get(report.selectedCandidatePairId);
      const candidate = pair && stats.get(pair.localCandidateId);
      if (!candidate) continue;
      const { candidateType, relayProtocol } = candidate;
      return candidateType === 'relay' ? `relay/${relayProtocol}` : candidateType;
    }
    return null;
  });
}
