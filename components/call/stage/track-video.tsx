import { type RefObject, useEffect, useRef, useState } from 'react';
import { classNames } from '@/components/ui/class-names';
import { useFrameWatchdog, type WatchedPicture } from '../quality/use-frame-watchdog';
import { useTrackElement } from '../sound/use-track-element';

interface TrackVideoProps {
  /** `null`: there is nothing to show, and the last frame is gone. */
  track: MediaStreamTrack | null;
  /** `cover` fills the box; `contain` shows everything. A standing picture in a lying box is never cropped to a slit. */
  fit: 'cover' | 'contain';
  isMirrored?: boolean;
  /** Whose picture it is, when it comes from somebody else: it is mended when its frames are not shown. */
  from?: WatchedPicture | undefined;
  /** Called with width divided by height whenever the picture's shape is known anew. */
  onAspect?: (aspect: number) => void;
}

/** Follows the shape of the frames; `null` until the first one. */
function useFrameAspect(ref: RefObject<HTMLVideoElement | null>, track: MediaStreamTrack | null) {
  const [aspect, setAspect] = useState<number | null>(null);
  useEffect(() => {
    const video = ref.current;
    if (!video || !track) return;
    const read = () => video.videoHeight > 0 && setAspect(video.videoWidth / video.videoHeight);
    video.addEventListener('loadeddata', read);
    video.addEventListener('resize', read);
    return () => {
      video.removeEventListener('loadeddata', read);
      video.removeEventListener('resize', read);
      setAspect(null);
    };
  }, [ref, track]);
  return aspect;
}

/** A live picture without sound. It fades in with its first frame, so there is never a black box to stare at. */
export function TrackVideo({ track, fit, isMirrored = false, from, onAspect }: TrackVideoProps) {
  const ref = useRef<HTMLVideoElement>(null);
  const aspect = useFrameAspect(ref, track);
  useTrackElement(ref, track);
  useFrameWatchdog(ref, track, from);

  useEffect(() => {
    if (aspect !== null) onAspect?.(aspect);
  }, [aspect, onAspect]);

  return (
    <video
      ref={ref}
      autoPlay
      muted
      playsInline
      disablePictureInPicture
      className={classNames(
        'absolute inset-0 size-full transition-opacity',
        fit === 'contain' || (aspect ?? 1) < 0.8
          ? 'object-contain in-data-standing:object-cover'
          : 'object-cover',
        isMirrored && 'mirrored',
        aspect === null && 'opacity-0',
      )}
    />
  );
}
