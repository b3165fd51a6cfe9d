import type { SendLimit, UplinkBudget } from '@/lib/webrtc/uplink-budget';

interface SendingLevel {
  /** Of the lines of a camera's picture, and of the bitrate that it may take. */
  heightShare: number;
  bitrateShare: number;
  maxFramerate: number;
  /** Who gets our camera. Those whose connection is worst go without first. */
  cameras: 'all' | 'better-half' | 'none';
  screenBitrateShare: number;
  screenMaxFramerate: number;
}

/** What we send, from everything to least: smaller pictures, then fewer frames, then fewer pictures. A screen stays. */
const levels: readonly SendingLevel[] = [
  {
    heightShare: 1,
    bitrateShare: 1,
    maxFramerate: 30,
    cameras: 'all',
    screenBitrateShare: 1,
    screenMaxFramerate: 30,
  },
  {
    heightShare: 1 / 2,
    bitrateShare: 0.4,
    maxFramerate: 30,
    cameras: 'all',
    screenBitrateShare: 0.6,
    screenMaxFramerate: 15,
  },
  {
    heightShare: 1 / 4,
    bitrateShare: 0.15,
    maxFramerate: 24,
    cameras: 'all',
    screenBitrateShare: 0.4,
    screenMaxFramerate: 10,
  },
  {
    heightShare: 1 / 4,
    bitrateShare: 0.07,
    maxFramerate: 10,
    cameras: 'all',
    screenBitrateShare: 0.2,
    screenMaxFramerate: 5,
  },
  {
    heightShare: 1 / 4,
    bitrateShare: 0.05,
    maxFramerate: 8,
    cameras: 'better-half',
    screenBitrateShare: 0.1,
    screenMaxFramerate: 5,
  },
  {
    heightShare: 1 / 4,
    bitrateShare: 0.05,
    maxFramerate: 8,
    cameras: 'none',
    screenBitrateShare: 0.1,
    screenMaxFramerate: 5,
  },
];

/** The number of the level that sends least; 0 sends everything. */
export const lowestSendingLevel = levels.length - 1;
/** From this level on, somebody may get no picture of our camera. */
export const lowestLevelWithAllCameras = levels.findLastIndex(({ cameras }) => cameras === 'all');

/** Below these a picture is not worth sending. */
const least = { cameraHeightPx: 120, cameraKbps: 60, screenKbps: 120 } as const;

/** A budget at a sending level. Sound is never touched. `isWorse`: of the peers, this one is in the worse half. */
export function budgetAtLevel(budget: UplinkBudget, level: number, isWorse: boolean): UplinkBudget {
  const at = levels[Math.min(Math.max(level, 0), lowestSendingLevel)];
  if (!at || level <= 0) return budget;
  const isCameraSent = at.cameras === 'all' || (at.cameras === 'better-half' && !isWorse);
  return {
    ...budget,
    camera: {
      maxBitrateKbps: shrunk(budget.camera.maxBitrateKbps, at.bitrateShare, least.cameraKbps),
      maxFramerate: Math.min(budget.camera.maxFramerate, at.maxFramerate),
      heightPx: shrunk(budget.camera.heightPx, at.heightShare, least.cameraHeightPx),
      isSent: budget.camera.isSent && isCameraSent,
    },
    screen: {
      ...budget.screen,
      maxBitrateKbps: shrunk(budget.screen.maxBitrateKbps, at.screenBitrateShare, least.screenKbps),
      maxFramerate: Math.min(budget.screen.maxFramerate, at.screenMaxFramerate),
    },
  };
}

/** What a budget takes at most, sound included, in kbit/s. */
export function budgetKbps({ microphone, camera, screen }: UplinkBudget, isScreenOn: boolean): number {
  const video = (limit: SendLimit) => (limit.isSent ? limit.maxBitrateKbps : 0);
  return microphone.maxBitrateKbps + video(camera) + (isScreenOn ? video(screen) : 0);
}

function shrunk(value: number, share: number, floor: number): number {
  return Math.min(value, Math.max(floor, Math.floor(value * share)));
}
