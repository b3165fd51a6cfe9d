'use client';

import { useEffect, useRef } from 'react';
import { facesPerson } from '../faces-person';
import { classNames } from '../ui/class-names';

interface SelfVideoProps {
  /** Replaced with another track, the element plays that one. */
  track: MediaStreamTrack;
}

/** Your own camera, as in a mirror unless it looks away. It is muted: nobody wants to hear themselves. */
export function SelfVideo({ track }: SelfVideoProps) {
  const videoRef = useRef<HTMLVideoElement>(null);
  const isMirrored = facesPerson(track);
  useEffect(() => {
    const video = videoRef.current;
    if (!video) return;
    video.srcObject = new MediaStream([track]);
    return () => {
      video.srcObject = null;
    };
  }, [track]);
  return (
    <video
      ref={videoRef}
      autoPlay
      muted
      playsInline
      aria-label={isMirrored ? 'Your camera, as in a mirror' : 'Your camera'}
      className={classNames('absolute inset-0 size-full animate-fade object-cover', isMirrored && 'mirrored')}
    />
  );
}
