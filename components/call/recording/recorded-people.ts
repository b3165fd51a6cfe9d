import type { Call } from '@/lib/call/call';

/** Somebody in the call, ourselves included, with what can be seen and heard of them now. */
export interface RecordedPerson {
  id: string;
  displayName: string;
  camera: MediaStreamTrack | null;
  voice: MediaStreamTrack | null;
  screen: MediaStreamTrack | null;
  screenSound: MediaStreamTrack | null;
  isMicrophoneOn: boolean;
  isSpeaking: boolean;
}

/** Everybody in the call at this moment, ourselves last; nobody outside a call. */
export function recordedPeople(call: Call): RecordedPerson[] {
  const state = call.state.getSnapshot();
  if (state.phase !== 'in-call' && state.phase !== 'joining') return [];
  const peers = call.quality.getSnapshot()?.state.getSnapshot().peers;
  const trackOf = (id: string | null) => (id === null ? null : call.getTrack(id));
  const others = state.participants.map((participant): RecordedPerson => {
    const { participantId, displayName, isMicrophoneOn, isSpeaking, isScreenOn } = participant;
    const isPaused = peers?.get(participantId)?.theirCamera === 'paused';
    return {
      id: participantId,
      displayName,
      camera: participant.isCameraOn && !isPaused ? trackOf(participant.cameraTrackId) : null,
      voice: trackOf(participant.microphoneTrackId),
      screen: isScreenOn ? trackOf(participant.screenTrackId) : null,
      screenSound: isScreenOn ? trackOf(participant.screenSoundTrackId) : null,
      isMicrophoneOn,
      isSpeaking: isSpeaking && isMicrophoneOn,
    };
  });
  const { localMedia } = call;
  const { microphone, isSpeaking } = localMedia.state.getSnapshot();
  const isMicrophoneOn = microphone.status === 'on';
  return [
    ...others,
    {
      id: state.self.participantId,
      displayName: state.self.displayName,
      camera: localMedia.getTrack('camera'),
      voice: isMicrophoneOn ? localMedia.getTrack('microphone') : null,
      screen: localMedia.getTrack('screen'),
      screenSound: localMedia.getTrack('screen-sound'),
      isMicrophoneOn,
      isSpeaking: isSpeaking && isMicrophoneOn,
    },
  ];
}
