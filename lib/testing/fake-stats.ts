/** What `getStats` says of a path (webrtc-stats 6.6), as far as it is looked at. */
export function fakeStats({
  isConnected,
  isRelayed,
}: {
  isConnected: boolean;
  isRelayed: boolean;
}): RTCStatsReport {
  const candidateType = isRelayed ? 'relay' : 'host';
  const stats: { id: string; type: RTCStatsType; [key: string]: unknown }[] = [
    { id: 'T', type: 'transport', ...(isConnected && { selectedCandidatePairId: 'CP' }) },
    { id: 'CP', type: 'candidate-pair', localCandidateId: 'L', remoteCandidateId: 'R' },
    { id: 'L', type: 'local-candidate', candidateType },
    { id: 'R', type: 'remote-candidate', candidateType: 'host' },
  ];
  return new Map(stats.map((report) => [report.id, report]));
}
