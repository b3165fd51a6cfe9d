import { type RefObject, useEffect } from 'react';
import { usePlayback } from './playback-context';

/** Shows one track in a media element: set once for each track, so that rendering never interrupts it. */
export function useTrackElement(
  ref: RefObject<HTMLMediaElement | null>,
  track: MediaStreamTrack | null,
): void {
  const playback = usePlayback();
  useEffect(() => {
    const element = ref.current;
    if (!element || !track) return;
    element.srcObject = new MediaStream([track]);
    playback.play(element);
    return () => {
      playback.forget(element);
      element.srcObject = null;
    };
  }, [ref, track, playback]);
}
