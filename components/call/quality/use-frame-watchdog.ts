import { type RefObject, useEffect, useRef } from 'react';
import { watchdogStart, watchPicture } from '@/lib/quality/frame-watchdog';
import { useQuality } from './use-quality';

export interface WatchedPicture {
  participantId: string;
  source: 'camera' | 'screen';
}

/** Gives the element the same stream anew: the decoder's frames find their way to it again. */
function reattach(video: HTMLVideoElement): void {
  const stream = video.srcObject;
  video.srcObject = null;
  video.srcObject = stream;
  // Where playing is not allowed the first attempt has said so already.
  video.play().catch(() => undefined);
}

/**
 * Watches that frames which arrive are shown: at each new sample of the connection, one frame callback
 * (video-rvfc) is awaited until the next. Mends a picture that stands, mild means first.
 */
export function useFrameWatchdog(
  ref: RefObject<HTMLVideoElement | null>,
  track: MediaStreamTrack | null,
  picture: WatchedPicture | undefined,
): void {
  const quality = useQuality();
  const participantId = picture?.participantId;
  const source = picture?.source;
  // A fresh session brings another track: what was asked for the former one must outlive it.
  const recoveredAtMs = useRef<number | null>(null);
  useEffect(() => {
    const video = ref.current;
    if (!quality || !track || !participantId || !source) return;
    if (!video || !('requestVideoFrameCallback' in video)) return;
    let state = { ...watchdogStart, recoveredAtMs: recoveredAtMs.current };
    let hasRendered = true;
    let handle = 0;
    let seen: unknown = null;
    const look = () => {
      const sample = quality.state.getSnapshot().peers.get(participantId)?.sample ?? null;
      if (sample === seen) return;
      seen = sample;
      const isWatchable = document.visibilityState === 'visible' && !video.paused && !track.muted;
      const isDecoding = (sample?.pictures[source].decodedFps ?? 0) > 0;
      const next = watchPicture(state, { isDecoding, isWatchable, hasRendered }, performance.now());
      state = next.state;
      recoveredAtMs.current = state.recoveredAtMs;
      if (next.action === 'reattach') reattach(video);
      if (next.action === 'recover') quality.recover(participantId);
      hasRendered = false;
      video.cancelVideoFrameCallback(handle);
      handle = video.requestVideoFrameCallback(() => {
        hasRendered = true;
      });
    };
    const stop = quality.state.subscribe(look);
    return () => {
      stop();
      video.cancelVideoFrameCallback(handle);
    };
  }, [quality, ref, track, participantId, source]);
}
