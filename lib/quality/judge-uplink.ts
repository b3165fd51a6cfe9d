import type { Limitation } from './connection-totals';

/** How what we send to one peer has done over an interval. */
export interface OutboundSample {
  lossShare: number;
  rttMs: number | null;
  /** The shortest round trip seen to this peer: what is above it waits in queues. */
  baseRttMs: number | null;
  availableKbps: number | null;
  limitation: Limitation;
  /** What it takes at most now, and what it would take one sending level higher, in kbit/s. */
  budgetKbps: number;
  nextBudgetKbps: number;
}

/**
 * `starved`: sound is in danger; `narrow`: the pictures sent now do not fit; `busy`: the processor can't encode them;
 * `wide`: there is room for more; `good`: there may be; `steady`: what is sent fits, and no more.
 */
export type UplinkVerdict = 'starved' | 'narrow' | 'busy' | 'steady' | 'good' | 'wide';

const starvedLossShare = 0.15;
const goodLossShare = 0.08;
/** Longer than the shortest round trip by this, packets wait in a queue that is too long. */
const starvedQueueMs = 600;
const goodQueueMs = 250;
/** A picture that gets less than this part of its bitrate is better made smaller. */
const fitsShare = 0.4;
/** What has to be there of the next level's bitrate before it is tried. */
const roomShare = 0.5;

/** Whether the line carries what is sent with little loss and no queue. */
export function isClear(sample: OutboundSample): boolean {
  return sample.lossShare < goodLossShare && queueMs(sample) < goodQueueMs;
}

/** By how much a round trip is longer than the shortest one was. */
function queueMs({ rttMs, baseRttMs }: OutboundSample): number {
  return rttMs === null || baseRttMs === null ? 0 : rttMs - baseRttMs;
}

/** What one peer's interval says of the line. A line that merely loses packets is not made better by sending less. */
export function judgeOutbound(sample: OutboundSample): UplinkVerdict {
  const { lossShare, availableKbps, limitation } = sample;
  const isHeldBack = limitation === 'bandwidth' && availableKbps !== null;
  if (lossShare >= starvedLossShare || queueMs(sample) >= starvedQueueMs) return 'starved';
  if (isHeldBack && availableKbps < fitsShare * sample.budgetKbps) return 'narrow';
  if (limitation === 'cpu') return 'busy';
  const hasRoom = !isHeldBack || availableKbps >= roomShare * sample.nextBudgetKbps;
  if (!hasRoom || !isClear(sample)) return 'steady';
  return availableKbps !== null && availableKbps >= sample.nextBudgetKbps ? 'wide' : 'good';
}

/**
 * What all of them say of our uplink, which they share: what most of them say. One peer alone in trouble has a bad
 * line of its own, to which the encoder for that peer adapts by itself.
 */
export function judgeUplink(samples: readonly OutboundSample[]): UplinkVerdict {
  const verdicts = samples.map(judgeOutbound);
  const isMost = (...wanted: UplinkVerdict[]) =>
    verdicts.filter((verdict) => wanted.includes(verdict)).length * 2 > verdicts.length;
  if (isMost('starved')) return 'starved';
  if (isMost('starved', 'narrow')) return 'narrow';
  if (isMost('starved', 'narrow', 'busy')) return 'busy';
  if (isMost('wide')) return 'wide';
  return isMost('good', 'wide') ? 'good' : 'steady';
}
