import type { PeerSample } from './read-sample';

/** From best to worst. */
const qualityLevels = ['good', 'fair', 'poor'] as const;
export type QualityLevel = (typeof qualityLevels)[number];

/** What is wrong: lost packets, a slow path, a narrow line, a picture that stands still, a busy processor here. */
export type QualityCause = 'loss' | 'delay' | 'bandwidth' | 'freeze' | 'cpu';

/** `cause` is `null` exactly when the level is good. */
export interface Rating {
  level: QualityLevel;
  cause: QualityCause | null;
}

export const goodRating: Rating = { level: 'good', cause: null };

/** From these values on a connection is fair, or poor. */
const thresholds = {
  lossShare: { fair: 0.03, poor: 0.1 },
  concealedShare: { fair: 0.06, poor: 0.2 },
  rttMs: { fair: 350, poor: 800 },
  jitterMs: { fair: 60, poor: 150 },
  freezeShare: { fair: 0.15, poor: 0.4 },
} as const;

/** With less than this a picture is small, and below it there is hardly one beside the sound. */
const narrowKbps = { fair: 350, poor: 130 } as const;

export interface PictureExpectations {
  /** Their camera is on, we want its picture, and they have not paused it: no frames are a frozen picture. */
  isCameraExpected: boolean;
  /** They say that they send less than they would, for their line. */
  isReducedThere: boolean;
}

/** What one interval was like. Of several causes for the same level the one that explains the others is named. */
export function rateSample(sample: PeerSample, expectations: PictureExpectations): Rating {
  const ratings: Rating[] = [
    rated('loss', lossLevel(sample)),
    rated('delay', delayLevel(sample)),
    rated('bandwidth', bandwidthLevel(sample, expectations)),
    rated('freeze', freezeLevel(sample, expectations)),
    rated('cpu', sample.limitation === 'cpu' ? 'fair' : 'good'),
  ];
  return ratings.reduce((worst, each) => (rank(each.level) > rank(worst.level) ? each : worst), goodRating);
}

/** 0 is best. */
export function rank(level: QualityLevel): number {
  return qualityLevels.indexOf(level);
}

function rated(cause: QualityCause, level: QualityLevel): Rating {
  return level === 'good' ? goodRating : { level, cause };
}

function above(value: number | null, { fair, poor }: { fair: number; poor: number }): QualityLevel {
  if (value === null || value < fair) return 'good';
  return value < poor ? 'fair' : 'poor';
}

function worse(...levels: QualityLevel[]): QualityLevel {
  return qualityLevels[Math.max(...levels.map(rank))] ?? 'good';
}

function lossLevel({ inboundLossShare, outboundLossShare, concealedShare }: PeerSample): QualityLevel {
  return worse(
    above(inboundLossShare, thresholds.lossShare),
    above(outboundLossShare, thresholds.lossShare),
    above(concealedShare, thresholds.concealedShare),
  );
}

function delayLevel({ rttMs, jitterMs }: PeerSample): QualityLevel {
  return worse(above(rttMs, thresholds.rttMs), above(jitterMs, thresholds.jitterMs));
}

/** Only where a narrow line holds a picture back: who sends sound alone needs no more. */
function bandwidthLevel(
  { limitation, availableOutgoingKbps }: PeerSample,
  { isReducedThere }: PictureExpectations,
): QualityLevel {
  const there = isReducedThere ? 'fair' : 'good';
  if (limitation !== 'bandwidth' || availableOutgoingKbps === null) return there;
  if (availableOutgoingKbps < narrowKbps.poor) return 'poor';
  return worse(there, availableOutgoingKbps < narrowKbps.fair ? 'fair' : 'good');
}

function freezeLevel({ pictures }: PeerSample, { isCameraExpected }: PictureExpectations): QualityLevel {
  if (!isCameraExpected) return 'good';
  return pictures.camera.decodedFps === 0
    ? 'poor'
    : above(pictures.camera.freezeShare, thresholds.freezeShare);
}
