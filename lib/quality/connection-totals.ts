import { type MediaSource, mediaSources } from '@/lib/webrtc/media-sections';
import { selectedPair } from '@/lib/webrtc/selected-path';

/** What has arrived of one picture, since the connection began. */
export interface PictureTotals {
  bytesReceived: number;
  framesDecoded: number;
  framesDropped: number;
  /** Times that the picture stood still, and for how long together (webrtc-stats 8.3). */
  freezeCount: number;
  freezeMs: number;
}

/** Why the encoder makes less of a picture than it might (webrtc-stats 8.4). */
export type Limitation = 'none' | 'cpu' | 'bandwidth' | 'other';

/** What the statistics of one peer connection say at one moment: totals since its beginning, and the gauges of now. */
export interface ConnectionTotals {
  atMs: number;
  /** Names the candidate pair in use; the bytes are those of this path alone. `null`: the browser does not say. */
  pathId: string | null;
  bytesSent: number;
  bytesReceived: number;
  packetsReceived: number;
  /** Of what was sent to us. Late packets that were counted as lost can make it fall again. */
  packetsLost: number;
  packetsSent: number;
  /** Of what we sent, as the other side reports it (RFC 3550 6.4.1). */
  packetsLostRemotely: number;
  audioSamples: number;
  /** Made up because nothing arrived, silence not counted: pauses are not losses. */
  audioSamplesConcealed: number;
  pictures: Record<'camera' | 'screen', PictureTotals>;
  /** `null`: not known yet. */
  rttMs: number | null;
  jitterMs: number | null;
  availableOutgoingKbps: number | null;
  limitation: Limitation;
}

type Stats = Readonly<Record<string, unknown>>;

/** Reads a report (webrtc-stats). What a browser does not tell counts as nothing, or as not known. */
export function readConnectionTotals(report: RTCStatsReport, atMs: number): ConnectionTotals {
  const byType = new Map<unknown, Stats[]>();
  const byId = new Map<unknown, Stats>();
  report.forEach((stats: Stats) => {
    byType.set(stats.type, [...(byType.get(stats.type) ?? []), stats]);
    byId.set(stats.id, stats);
  });
  const all = (type: string): Stats[] => byType.get(type) ?? [];
  const pair = selectedPair(byId);
  const inbound = all('inbound-rtp');
  const sound = inbound.filter(({ kind }) => kind === 'audio');
  const outbound = all('outbound-rtp');
  const remoteInbound = all('remote-inbound-rtp');
  return {
    atMs,
    pathId: typeof pair?.id === 'string' ? pair.id : null,
    bytesSent: sum(pair ? [pair] : outbound, 'bytesSent'),
    bytesReceived: sum(pair ? [pair] : inbound, 'bytesReceived'),
    packetsReceived: sum(inbound, 'packetsReceived'),
    packetsLost: sum(inbound, 'packetsLost'),
    packetsSent: sum(outbound, 'packetsSent'),
    packetsLostRemotely: sum(remoteInbound, 'packetsLost'),
    audioSamples: sum(sound, 'totalSamplesReceived'),
    audioSamplesConcealed: sum(sound, 'concealedSamples') - sum(sound, 'silentConcealedSamples'),
    pictures: { camera: pictureOf(inbound, 'camera'), screen: pictureOf(inbound, 'screen') },
    // Checks of the path measure it empty, reports of media as full as it is: the slower one counts.
    rttMs: toMs(
      largest([pair?.currentRoundTripTime, ...remoteInbound.map(({ roundTripTime }) => roundTripTime)]),
    ),
    jitterMs: toMs(largest(sound.map(({ jitter }) => jitter))),
    availableOutgoingKbps: scaled(pair?.availableOutgoingBitrate, 1 / 1_000),
    limitation: worstLimitation(outbound),
  };
}

/** `mid` counts the media sections, which are always the same ones (PROTOCOL N1). */
function isSource({ mid }: Stats, source: MediaSource): boolean {
  return mediaSources[Number(mid)] === source;
}

function pictureOf(inbound: readonly Stats[], source: 'camera' | 'screen'): PictureTotals {
  const streams = inbound.filter((stats) => stats.kind === 'video' && isSource(stats, source));
  return {
    bytesReceived: sum(streams, 'bytesReceived'),
    framesDecoded: sum(streams, 'framesDecoded'),
    framesDropped: sum(streams, 'framesDropped'),
    freezeCount: sum(streams, 'freezeCount'),
    freezeMs: sum(streams, 'totalFreezesDuration') * 1_000,
  };
}

/** A busy processor counts first: less to encode helps at once, whatever the line could take. */
function worstLimitation(outbound: readonly Stats[]): Limitation {
  const reasons = outbound
    .filter(({ active }) => active !== false)
    .map((stats) => stats.qualityLimitationReason);
  const order: readonly Limitation[] = ['cpu', 'bandwidth', 'other'];
  return order.find((reason) => reasons.includes(reason)) ?? 'none';
}

function sum(stats: readonly Stats[], name: string): number {
  return stats.reduce((total, each) => total + (numberOf(each[name]) ?? 0), 0);
}

function largest(values: readonly unknown[]): number | null {
  const known = values.map(numberOf).filter((value) => value !== null);
  return known.length > 0 ? Math.max(...known) : null;
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function scaled(value: unknown, factor: number): number | null {
  const known = numberOf(value);
  return known === null ? null : known * factor;
}

const toMs = (seconds: number | null): number | null => scaled(seconds, 1_000);
