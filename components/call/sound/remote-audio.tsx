import { useEffect, useRef } from 'react';
import { useTrackElement } from './use-track-element';

interface RemoteAudioProps {
  track: MediaStreamTrack | null;
  /** `null`: the system's default. */
  speakerId: string | null;
  onSpeakerError: () => void;
}

/** One sound of one person, apart from any tile, so that a new layout never cuts it. */
export function RemoteAudio({ track, speakerId, onSpeakerError }: RemoteAudioProps) {
  const ref = useRef<HTMLAudioElement>(null);
  useTrackElement(ref, track);

  useEffect(() => {
    const element = ref.current;
    if (!element || !('setSinkId' in element)) return;
    const sinkId = speakerId ?? '';
    if (element.sinkId !== sinkId) element.setSinkId(sinkId).catch(onSpeakerError);
  }, [speakerId, onSpeakerError]);

  // biome-ignore lint/a11y/useMediaCaption: a live voice has no caption file.
  return <audio ref={ref} autoPlay />;
}
