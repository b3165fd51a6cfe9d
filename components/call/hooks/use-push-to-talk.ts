import { useRef } from 'react';
import type { LocalMedia } from '@/lib/media/local-media';

/** Turns a muted microphone on for as long as the space bar is held, and only then off again. */
export function usePushToTalk(localMedia: LocalMedia) {
  const isTalking = useRef(false);
  return {
    startTalking() {
      if (localMedia.state.getSnapshot().microphone.status !== 'off') return;
      isTalking.current = true;
      void localMedia.setMicrophoneOn(true);
    },
    stopTalking() {
      if (!isTalking.current) return;
      isTalking.current = false;
      void localMedia.setMicrophoneOn(false);
    },
  };
}
