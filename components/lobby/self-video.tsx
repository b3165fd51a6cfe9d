'use client';

import { useEffect, useRef } from 'react';

interface SelfVideoProps {
  /** Replaced with another track, the element plays that one. */
  track: MediaStreamTrack;
}

/** Your own camera, as in a mirror. It is muted: nobody wants to hear themselves. */
export function SelfVideo({ track }: SelfVideoProps) {
  const videoRef = useRef<HTMLVideoElement>(null);
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
      aria-label="Your camera, as in a mirror"
      className="mirrored absolute inset-0 size-full animate-fade object-cover"
    />
  );
}
