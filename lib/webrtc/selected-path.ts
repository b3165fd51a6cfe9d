type Stats = Readonly<Record<string, unknown>>;

/**
 * The candidate pair that media takes now (webrtc-stats 6.6.8): the one that the transport names, or, in Firefox,
 * which has no transport to name it, the one that is marked.
 */
export function selectedPair(byId: ReadonlyMap<unknown, Stats>): Stats | undefined {
  const stats = [...byId.values()];
  const transports = stats.filter(({ type }) => type === 'transport');
  const named = transports.map((transport) => byId.get(transport.selectedCandidatePairId));
  return (
    named.find((pair) => pair !== undefined) ??
    stats.find(({ type, selected }) => type === 'candidate-pair' && selected === true)
  );
}

async function readStats(peerConnection: RTCPeerConnection): Promise<ReadonlyMap<unknown, Stats>> {
  const byId = new Map<unknown, Stats>();
  (await peerConnection.getStats()).forEach((stats: Stats) => {
    byId.set(stats.id, stats);
  });
  return byId;
}

function hasRelay(byId: ReadonlyMap<unknown, Stats>, pair: Stats | undefined): boolean {
  return [pair?.localCandidateId, pair?.remoteCandidateId].some(
    (id) => byId.get(id)?.candidateType === 'relay',
  );
}

/**
 * Whether the path that media takes now goes through a relay at either end (RFC 8656). `false` when the browser does
 * not say.
 */
export async function isPathRelayed(peerConnection: RTCPeerConnection): Promise<boolean> {
  const byId = await readStats(peerConnection);
  return hasRelay(byId, selectedPair(byId));
}

/** Whether it does although a direct path has been found: Chromium never comes back to one that it has pruned. */
export async function isDetour(peerConnection: RTCPeerConnection): Promise<boolean> {
  const byId = await readStats(peerConnection);
  const isDirect = (pair: Stats) =>
    pair.type === 'candidate-pair' && pair.state === 'succeeded' && !hasRelay(byId, pair);
  return hasRelay(byId, selectedPair(byId)) && [...byId.values()].some(isDirect);
}
