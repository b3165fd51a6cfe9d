import type { ShownSize, WishMessage } from '@/lib/protocol';
import type { SendLimit, UplinkBudget } from '@/lib/webrtc/uplink-budget';
import { budgetAtLevel } from './sending-levels';

/** Before anybody has said anything: everything may be seen. */
export const openWish: WishMessage = { version: 1, camera: 'large', screen: 'large', isDataLow: false };

export interface SendingConditions {
  /** Where the governor stands; see `budgetAtLevel`. */
  level: number;
  /** Of the peers, this one has one of the worse connections. */
  isWorse: boolean;
  /** What this peer asks of our pictures. */
  wish: WishMessage;
  /** We ourselves have little data to spend. */
  isDataLow: boolean;
}

type Cap = Omit<SendLimit, 'isSent'>;

const smallCamera: Cap = { maxBitrateKbps: 200, maxFramerate: 20, heightPx: 180 };
const smallScreen: Cap = { maxBitrateKbps: 400, maxFramerate: 5, heightPx: 540 };
const lowDataCamera: Cap = { maxBitrateKbps: 80, maxFramerate: 8, heightPx: 144 };
const lowDataScreen: Cap = { maxBitrateKbps: 200, maxFramerate: 3, heightPx: 1_080 };

/** What one peer gets of a budget under these conditions: never more than the budget, and the same sound always. */
export function planSending(
  budget: UplinkBudget,
  { level, isWorse, wish, isDataLow }: SendingConditions,
): UplinkBudget {
  const governed = budgetAtLevel(budget, level, isWorse);
  const isSparing = isDataLow || wish.isDataLow;
  return {
    ...governed,
    camera: limited(governed.camera, wish.camera, smallCamera, isSparing ? lowDataCamera : null),
    screen: limited(governed.screen, wish.screen, smallScreen, isSparing ? lowDataScreen : null),
  };
}

function limited(limit: SendLimit, shown: ShownSize, small: Cap, sparing: Cap | null): SendLimit {
  if (shown === 'none') return { ...limit, isSent: false };
  const caps = [...(shown === 'small' ? [small] : []), ...(sparing ? [sparing] : [])];
  return caps.reduce(capped, limit);
}

function capped(limit: SendLimit, cap: Cap): SendLimit {
  return {
    ...limit,
    maxBitrateKbps: Math.min(limit.maxBitrateKbps, cap.maxBitrateKbps),
    maxFramerate: Math.min(limit.maxFramerate, cap.maxFramerate),
    heightPx: Math.min(limit.heightPx, cap.heightPx),
  };
}
