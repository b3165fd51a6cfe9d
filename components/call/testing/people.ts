import type { CallState, RemoteParticipant } from '@/lib/call/call-state';

/** Somebody connected with both devices on and no live track. */
export function person(displayName: string, parts: Partial<RemoteParticipant> = {}): RemoteParticipant {
  return {
    participantId: `${displayName.toLowerCase().slice(0, 4).padEnd(4, 'a')}-aaaa-aaaa-aaaa`,
    displayName,
    isMicrophoneOn: true,
    isCameraOn: true,
    isScreenOn: false,
    isSpeaking: false,
    isAway: false,
    peer: { status: 'connected', isRelayed: false },
    microphoneTrackId: null,
    cameraTrackId: null,
    screenTrackId: null,
    screenSoundTrackId: null,
    ...parts,
  };
}

type InCall = Extract<CallState, { phase: 'in-call' }>;

/** Linus in a call with these people. */
export function inCall(participants: readonly RemoteParticipant[], parts: Partial<InCall> = {}): InCall {
  return {
    phase: 'in-call',
    self: { participantId: 'aaaa-bbbb-cccc-dddd', displayName: 'Linus' },
    participants,
    refusal: null,
    isTampered: false,
    serverLink: 'online',
    capacity: 8,
    ...parts,
  };
}

/** A live track that happy-dom accepts in a `MediaStream`. */
export function createTrack(): MediaStreamTrack {
  const [track] = document.createElement('canvas').captureStream().getVideoTracks();
  if (!track) throw new Error('a canvas stream has one track');
  return track;
}
