import type { ConnectionTotals, Limitation, PictureTotals } from './connection-totals';

/** How one picture has come in over an interval. */
export interface PictureSample {
  receivedKbps: number;
  /** Frames decoded in a second, and those of them that were shown. */
  decodedFps: number;
  renderedFps: number;
  freezeCount: number;
  /** The part of the interval that the picture stood still; 0 to 1. */
  freezeShare: number;
}

/** How the connection to one peer has done over an interval. Shares are 0 to 1; `null` is not known. */
export interface PeerSample {
  intervalMs: number;
  rttMs: number | null;
  jitterMs: number | null;
  /** The part of what was sent to us that did not arrive. */
  inboundLossShare: number;
  /** The part of what we sent that did not arrive there. */
  outboundLossShare: number;
  /** The part of the sound that was made up for want of packets. */
  concealedShare: number;
  sentKbps: number;
  receivedKbps: number;
  availableOutgoingKbps: number | null;
  limitation: Limitation;
  pictures: Record<'camera' | 'screen', PictureSample>;
}

/** What happened between two readings of the same connection; `null` when no time lies between them. */
export function readSample(before: ConnectionTotals, now: ConnectionTotals): PeerSample | null {
  const intervalMs = now.atMs - before.atMs;
  if (intervalMs <= 0) return null;
  const grown = (name: NumericTotal) => Math.max(0, now[name] - before[name]);
  const received = grown('packetsReceived');
  return {
    intervalMs,
    rttMs: now.rttMs,
    jitterMs: now.jitterMs,
    inboundLossShare: share(grown('packetsLost'), grown('packetsLost') + received),
    outboundLossShare: share(grown('packetsLostRemotely'), grown('packetsSent')),
    concealedShare: share(grown('audioSamplesConcealed'), grown('audioSamples')),
    sentKbps: (grown('bytesSent') * 8) / intervalMs,
    receivedKbps: (grown('bytesReceived') * 8) / intervalMs,
    availableOutgoingKbps: now.availableOutgoingKbps,
    limitation: now.limitation,
    pictures: {
      camera: pictureBetween(before.pictures.camera, now.pictures.camera, intervalMs),
      screen: pictureBetween(before.pictures.screen, now.pictures.screen, intervalMs),
    },
  };
}

type NumericTotal = {
  [Name in keyof ConnectionTotals]: ConnectionTotals[Name] extends number ? Name : never;
}[keyof ConnectionTotals];

function pictureBetween(before: PictureTotals, now: PictureTotals, intervalMs: number): PictureSample {
  const grown = (name: keyof PictureTotals) => Math.max(0, now[name] - before[name]);
  const decodedFps = (grown('framesDecoded') * 1_000) / intervalMs;
  const droppedFps = (grown('framesDropped') * 1_000) / intervalMs;
  return {
    receivedKbps: (grown('bytesReceived') * 8) / intervalMs,
    decodedFps,
    renderedFps: Math.max(0, decodedFps - droppedFps),
    freezeCount: grown('freezeCount'),
    freezeShare: share(grown('freezeMs'), intervalMs),
  };
}

function share(part: number, whole: number): number {
  return whole > 0 ? Math.min(1, Math.max(0, part / whole)) : 0;
}
