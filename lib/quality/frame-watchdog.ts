/** Frames that are decoded and not shown for so long are not shown at all. */
const stuckAfterMs = 3_000;
/** After so long without a picture, attaching it again has not helped. */
const recoverAfterMs = 6_000;
/** A fresh session takes time to bring a picture, and is not asked for again before. */
const recoverEveryMs = 30_000;

/** What one look at a picture on the screen found. */
export interface PictureLook {
  /** Frames come out of the decoder. */
  isDecoding: boolean;
  /** The element is seen and should play: it is not paused, and the page is not hidden. */
  isWatchable: boolean;
  /** A frame was shown since the last look. */
  hasRendered: boolean;
}

export interface WatchdogState {
  /** Since when frames are decoded and none is shown; `null` while all is well. */
  readonly stuckSinceMs: number | null;
  readonly hasReattached: boolean;
  readonly recoveredAtMs: number | null;
}

export const watchdogStart: WatchdogState = { stuckSinceMs: null, hasReattached: false, recoveredAtMs: null };

/** `reattach`: give the element its stream again; `recover`: ask for a fresh session with this peer. */
export type WatchdogAction = 'none' | 'reattach' | 'recover';

/** One more look at a picture: what to do about it, mild means first. */
export function watchPicture(
  state: WatchdogState,
  { isDecoding, isWatchable, hasRendered }: PictureLook,
  nowMs: number,
): { state: WatchdogState; action: WatchdogAction } {
  if (!isDecoding || !isWatchable || hasRendered) {
    return { state: { ...watchdogStart, recoveredAtMs: state.recoveredAtMs }, action: 'none' };
  }
  const stuckSinceMs = state.stuckSinceMs ?? nowMs;
  const stuckMs = nowMs - stuckSinceMs;
  const stuck = { ...state, stuckSinceMs };
  const canRecover = state.recoveredAtMs === null || nowMs - state.recoveredAtMs >= recoverEveryMs;
  if (stuckMs >= recoverAfterMs && state.hasReattached && canRecover) {
    return { state: { ...watchdogStart, recoveredAtMs: nowMs }, action: 'recover' };
  }
  if (stuckMs >= stuckAfterMs && !state.hasReattached) {
    return { state: { ...stuck, hasReattached: true }, action: 'reattach' };
  }
  return { state: stuck, action: 'none' };
}
