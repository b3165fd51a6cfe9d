import { facesPerson } from '@/components/faces-person';
import { useStore } from '@/components/use-store';
import { useCall } from '../call-provider';
import { useHandPlace } from '../hands/use-presence';
import type { Rect } from '../layout/rect';
import { Tile } from './tile';

interface SelfTileProps {
  displayName: string;
  rect: Rect | null;
  isFloating: boolean;
}

/** One's own tile, seen as in a mirror unless the camera looks away. */
export function SelfTile({ displayName, rect, isFloating }: SelfTileProps) {
  const { localMedia } = useCall();
  const { camera, microphone, isSpeaking } = useStore(localMedia.state);
  const handPlace = useHandPlace(null);
  const track = camera.trackId === null ? null : localMedia.getTrack('camera');
  const label = `${displayName} (you)`;
  const isMicrophoneOn = microphone.status === 'on';
  return (
    <Tile
      label={label}
      displayName={displayName}
      caption={isFloating ? 'You' : label}
      cameraTrack={track}
      isMirrored={track !== null && facesPerson(track)}
      isMicrophoneOn={isMicrophoneOn}
      isSpeaking={isSpeaking && isMicrophoneOn}
      peer={null}
      participantId={null}
      signal="good"
      signalEffect={null}
      isRelayed={false}
      isCameraPaused={false}
      handPlace={handPlace}
      x={rect?.x}
      y={rect?.y}
      width={rect?.width}
      height={rect?.height}
      isFloating={isFloating}
    />
  );
}
