import type { MediaSource } from './media-sections';

/** What all our video together may use. Audio is not counted: it always goes first. */
const videoKbps = 3_000;
/** What of it a shared screen takes; the cameras get the rest. */
const screenKbps = 2_500;

/**
 * Limits for one sender; `heightPx` is the most lines sent, from whatever the camera gives. What is not sent costs
 * nothing, and comes back with a key frame as soon as it is sent again.
 */
export interface SendLimit {
  isSent: boolean;
  maxBitrateKbps: number;
  maxFramerate: number;
  heightPx: number;
}

export type UplinkBudget = Record<Extract<MediaSource, 'camera' | 'screen'>, SendLimit> & {
  microphone: { maxBitrateKbps: number };
};

/**
 * Shares one uplink over the peers of a mesh: every peer gets its own encoding of our camera, so both bitrate and
 * size shrink as people join. With a screen shared, cameras step back.
 */
export function uplinkBudget(peerCount: number, isScreenOn: boolean): UplinkBudget {
  const peers = Math.max(1, peerCount);
  const cameraKbps = Math.floor((isScreenOn ? videoKbps - screenKbps : videoKbps) / peers);
  return {
    microphone: { maxBitrateKbps: peers <= 4 ? 48 : 32 },
    camera: {
      isSent: true,
      maxBitrateKbps: clamp(cameraKbps, 100, 2_000),
      maxFramerate: peers <= 3 ? 30 : peers <= 5 ? 20 : 15,
      heightPx: isScreenOn || peers > 4 ? 180 : peers > 1 ? 360 : 720,
    },
    screen: {
      isSent: true,
      maxBitrateKbps: clamp(Math.floor(screenKbps / peers), 300, 2_500),
      maxFramerate: peers <= 2 ? 30 : 10,
      heightPx: 1_440,
    },
  };
}

/** Lines of the first pictures: as many as the bitrate that browsers begin with (300 kbit/s) can carry. */
const startingHeightPx = 180;

/**
 * The budget of a session's first moments. An encoder that begins too large throws its first frames away, one size
 * after another, until they fit: the first picture comes sooner when it begins small.
 */
export function startingBudget(budget: UplinkBudget): UplinkBudget {
  const heightPx = Math.min(budget.camera.heightPx, startingHeightPx);
  return { ...budget, camera: { ...budget.camera, heightPx } };
}

/** The budget of a session whose pictures another one carries: sound alone. */
export function soundBudget({ microphone, camera, screen }: UplinkBudget): UplinkBudget {
  return { microphone, camera: { ...camera, isSent: false }, screen: { ...screen, isSent: false } };
}

/** The factor by which a picture of `heightPx` lines is scaled down to fit the limit (webrtc-pc 5.2.8); at least 1. */
export function scaleDownBy(heightPx: number | undefined, limit: SendLimit): number {
  return heightPx ? Math.max(1, heightPx / limit.heightPx) : 1;
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, value));
}
