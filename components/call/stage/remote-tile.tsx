import type { RemoteParticipant } from '@/lib/call/call-state';
import { useCall } from '../call-provider';
import { useDiagnosis } from '../diagnosis/use-diagnosis';
import { useHandPlace } from '../hands/use-presence';
import type { Rect } from '../layout/rect';
import { useAnnounce } from '../notices/announcer';
import { useChanges } from '../notices/use-changes';
import { describeQuality } from '../quality/describe-quality';
import { usePeerSignal } from '../quality/use-peer-signal';
import { describePeer } from './describe-peer';
import { Tile } from './tile';

interface RemoteTileProps {
  participant: RemoteParticipant;
  rect: Rect | undefined;
}

/** Somebody else's tile. */
export function RemoteTile({ participant, rect }: RemoteTileProps) {
  const call = useCall();
  const diagnosis = useDiagnosis(participant.peer.status);
  const { participantId, displayName, isCameraOn, cameraTrackId, isMicrophoneOn, isSpeaking, peer } =
    participant;
  const { level, effect, isCameraPaused } = usePeerSignal(participantId);
  const handPlace = useHandPlace(participantId);
  const announce = useAnnounce();
  useChanges(level, (_, now) => now === 'poor' && announce(describeQuality(displayName, now, effect)));
  const peerWords = describePeer(participant, diagnosis);
  useChanges(diagnosis, (_, found) => {
    if (found && peerWords?.kind === 'failed')
      announce(`Can’t connect to ${displayName}. ${peerWords.detail}`);
  });
  const isPictureThere = isCameraOn && !isCameraPaused && cameraTrackId !== null;
  return (
    <Tile
      label={displayName}
      displayName={displayName}
      caption={displayName}
      cameraTrack={isPictureThere ? call.getTrack(cameraTrackId) : null}
      isMirrored={false}
      isMicrophoneOn={isMicrophoneOn}
      isSpeaking={isSpeaking && isMicrophoneOn}
      peer={peerWords}
      participantId={participantId}
      signal={level}
      signalEffect={effect}
      isRelayed={peer.status === 'connected' && peer.isRelayed}
      isCameraPaused={isCameraOn && isCameraPaused}
      handPlace={handPlace}
      x={rect?.x}
      y={rect?.y}
      width={rect?.width}
      height={rect?.height}
      isFloating={false}
    />
  );
}
