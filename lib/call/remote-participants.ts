import type { ParticipantId } from '@/lib/protocol';
import type { PeerState, RemoteParticipant } from './call-state';
import type { PeerMesh } from './peer-mesh';
import type { Roster } from './roster';

/** The people as the interface shows them: what they say of themselves, joined with what their connection gives. */
export function remoteParticipants(roster: Roster, mesh: PeerMesh): readonly RemoteParticipant[] {
  return roster.members.map(({ participantId, profile, isAway }) => ({
    participantId,
    ...profile,
    isSpeaking: profile.isMicrophoneOn && mesh.isSpeaking(participantId),
    isAway,
    peer: peerState(mesh, participantId),
    microphoneTrackId: mesh.getTrackId(participantId, 'microphone'),
    cameraTrackId: profile.isCameraOn ? mesh.getTrackId(participantId, 'camera') : null,
    screenTrackId: profile.isScreenOn ? mesh.getTrackId(participantId, 'screen') : null,
    screenSoundTrackId: profile.isScreenOn ? mesh.getTrackId(participantId, 'screen-sound') : null,
  }));
}

function peerState(mesh: PeerMesh, participantId: ParticipantId): PeerState {
  const peer = mesh.getStatus(participantId);
  if (!peer) return { status: 'connecting' };
  switch (peer.status) {
    case 'connected':
      return { status: 'connected', isRelayed: mesh.getSession(participantId)?.isRelayed ?? false };
    case 'failed':
      return { status: 'failed', code: 'peer-unreachable' };
    default:
      return peer;
  }
}
