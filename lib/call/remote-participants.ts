import type { PeerSession } from '@/lib/webrtc/peer-session';
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
    peer: peerState(mesh.getSession(participantId)),
    microphoneTrackId: mesh.getTrackId(participantId, 'microphone'),
    cameraTrackId: profile.isCameraOn ? mesh.getTrackId(participantId, 'camera') : null,
    screenTrackId: profile.isScreenOn ? mesh.getTrackId(participantId, 'screen') : null,
    screenSoundTrackId: profile.isScreenOn ? mesh.getTrackId(participantId, 'screen-sound') : null,
  }));
}

function peerState(session: PeerSession | null): PeerState {
  if (!session) return { status: 'connecting' };
  switch (session.status.status) {
    case 'connected':
      return { status: 'connected', isRelayed: session.isRelayed };
    case 'failed':
      return { status: 'failed', code: 'peer-unreachable' };
    default:
      return session.status;
  }
}
