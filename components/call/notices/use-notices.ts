import { useEffect } from 'react';
import { toast } from 'sonner';
import { useStore } from '@/components/use-store';
import type { RemoteParticipant, ServerLink } from '@/lib/call/call-state';
import type { ErrorCode } from '@/lib/errors/error-code';
import { useCall } from '../call-provider';
import { useAnnounce } from './announcer';
import { describeChanges } from './describe-changes';
import { toastProblem } from './toast-problem';
import { useChanges } from './use-changes';

/** Toasts for the moments of a call. Their region is live: what is shown there is said, too. */
function useToasts(): void {
  const call = useCall();
  useEffect(() => {
    const stops = [
      call.notices.on('participant-joined', ({ displayName }) => toast(`${displayName} joined`)),
      call.notices.on('participant-left', ({ displayName }) => toast(`${displayName} left`)),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [call]);

  const media = useStore(call.localMedia.state);
  const tell = (_: ErrorCode | null, code: ErrorCode | null) => code !== null && toastProblem(code);
  useChanges(media.camera.error, tell);
  useChanges(media.microphone.error, tell);
  useChanges(media.screen.error, tell);
}

/** Tells of what happens in the call: toasts for the eye and the ear, announcements for what the eye sees anyway. */
export function useNotices(participants: readonly RemoteParticipant[], serverLink: ServerLink): void {
  const announce = useAnnounce();
  const { camera, microphone, screen } = useStore(useCall().localMedia.state);
  useToasts();

  useChanges(microphone.status === 'on', (_, isOn) => announce(isOn ? 'Microphone on' : 'Microphone off'));
  useChanges(camera.status === 'on', (_, isOn) => announce(isOn ? 'Camera on' : 'Camera off'));
  useChanges(screen.status === 'on', (_, isOn) =>
    announce(isOn ? 'You are sharing your screen' : 'You stopped sharing your screen'),
  );
  useChanges(serverLink, (before) => before === 'reconnecting' && announce('Back in the room'));
  useChanges(participants, (before, now) => {
    const words = describeChanges(before, now);
    if (words.length > 0) announce(words.join('. '));
  });
}
