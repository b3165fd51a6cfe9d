type Stats = Readonly<Record<string, unknown>> & { id: string; type: string };

/** A report as `getStats` gives it, of these parts. */
export function reportOf(...parts: readonly Stats[]): RTCStatsReport {
  return new Map(parts.map((part) => [part.id, part])) as unknown as RTCStatsReport;
}

/** A healthy connection's report as Chromium tells it, sections in the order of the protocol, with `changes` by id. */
export function healthyReport(changes: Readonly<Record<string, object>> = {}): RTCStatsReport {
  const parts: Stats[] = [
    { id: 'T', type: 'transport', selectedCandidatePairId: 'CP' },
    {
      id: 'CP',
      type: 'candidate-pair',
      bytesSent: 10_000,
      bytesReceived: 20_000,
      currentRoundTripTime: 0.04,
      availableOutgoingBitrate: 2_000_000,
    },
    { id: 'CP2', type: 'candidate-pair', bytesSent: 7, bytesReceived: 7, currentRoundTripTime: 9 },
    {
      id: 'IA',
      type: 'inbound-rtp',
      kind: 'audio',
      mid: '0',
      packetsReceived: 100,
      packetsLost: 0,
      jitter: 0.005,
      totalSamplesReceived: 96_000,
      concealedSamples: 500,
      silentConcealedSamples: 400,
    },
    {
      id: 'IC',
      type: 'inbound-rtp',
      kind: 'video',
      mid: '1',
      packetsReceived: 200,
      packetsLost: 0,
      bytesReceived: 15_000,
      framesDecoded: 60,
      framesDropped: 2,
      freezeCount: 0,
      totalFreezesDuration: 0,
    },
    { id: 'OA', type: 'outbound-rtp', kind: 'audio', mid: '0', packetsSent: 100, bytesSent: 4_000 },
    {
      id: 'OC',
      type: 'outbound-rtp',
      kind: 'video',
      mid: '1',
      packetsSent: 300,
      bytesSent: 5_000,
      active: true,
      qualityLimitationReason: 'none',
    },
    { id: 'RA', type: 'remote-inbound-rtp', kind: 'audio', packetsLost: 0, roundTripTime: 0.05 },
    { id: 'RC', type: 'remote-inbound-rtp', kind: 'video', packetsLost: 0, roundTripTime: 0.045 },
  ];
  return reportOf(...parts.map((part) => ({ ...part, ...changes[part.id] })));
}
