import type { RemoteParticipant } from '@/lib/call/call-state';
import { useCall } from '../call-provider';
import type { Rect } from '../layout/rect';
import { describePeer } from './describe-peer';
import { Tile } from './tile';

interface RemoteTileProps {
  participant: RemoteParticipant;
  rect: Rect | undefined;
}

/** Somebody else's tile. */
export function RemoteTile({ participant, rect }: RemoteTileProps) {
  const call = useCall();
  const { displayName, isCameraOn, cameraTrackId, isMicrophoneOn, isSpeaking } = participant;
  return (
    <Tile
      label={displayName}
      displayName={displayName}
      caption={displayName}
      cameraTrack={isCameraOn && cameraTrackId !== null ? call.getTrack(cameraTrackId) : null}
      isMirrored={false}
      isMicrophoneOn={isMicrophoneOn}
      isSpeaking={isSpeaking && isMicrophoneOn}
      peer={describePeer(participant)}
      x={rect?.x}
      y={rect?.y}
      width={rect?.width}
      height={rect?.height}
      isFloating={false}
    />
  );
}
