import type { RemoteParticipant } from '@/lib/call/call-state';
import { useCall } from '../call-provider';
import { useDiagnosis } from '../diagnosis/use-diagnosis';
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
  const diagnosis = useDiagnosis(participant.peer.status === 'failed');
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
      peer={describePeer(participant, diagnosis)}
      x={rect?.x}
      y={rect?.y}
      width={rect?.width}
      height={rect?.height}
      isFloating={false}
    />
  );
}
