import { memo, useCallback } from 'react';
import { toast } from 'sonner';
import { useStore } from '@/components/use-store';
import type { RemoteParticipant } from '@/lib/call/call-state';
import { messages } from '@/lib/errors/messages';
import { useCall } from '../call-provider';
import { RemoteAudio } from './remote-audio';

/** Everybody's voice, and the sound of their shared screens, on the chosen speaker. */
export const CallSound = memo(function CallSound({
  participants,
}: {
  participants: readonly RemoteParticipant[];
}) {
  const call = useCall();
  const speakerId = useStore(call.localMedia.state, (media) => media.speakerId);
  const onSpeakerError = useCallback(() => {
    const { title, body } = messages['speaker-failed'];
    toast(title, { id: 'speaker-failed', description: body });
  }, []);
  const sounds = participants.flatMap(
    ({ participantId, microphoneTrackId, screenTrackId, screenSoundTrackId }) => [
      { key: `${participantId} voice`, trackId: microphoneTrackId },
      { key: `${participantId} screen`, trackId: screenTrackId && screenSoundTrackId },
    ],
  );
  return (
    <div hidden>
      {sounds.map(({ key, trackId }) => (
        <RemoteAudio
          key={key}
          track={trackId === null ? null : call.getTrack(trackId)}
          speakerId={speakerId}
          onSpeakerError={onSpeakerError}
        />
      ))}
    </div>
  );
});
