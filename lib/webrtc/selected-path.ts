/**
 * Whether the path that media takes now goes through a relay at either end (RFC 8656), from the selected candidate
 * pair (webrtc-stats 6.6.8). `false` when the browser does not say.
 */
export async function isPathRelayed(peerConnection: RTCPeerConnection): Promise<boolean> {
  const stats = await peerConnection.getStats();
  const byId = new Map<string, Record<string, unknown>>();
  stats.forEach((report: { id: string }) => {
    byId.set(report.id, report as unknown as Record<string, unknown>);
  });
  for (const report of byId.values()) {
    if (report.type !== 'transport') continue;
    const pair = byId.get(String(report.selectedCandidatePairId));
    const ends = [pair?.localCandidateId, pair?.remoteCandidateId].map((id) => byId.get(String(id)));
    if (ends.some((candidate) => candidate?.candidateType === 'relay')) return true;
  }
  return false;
}
