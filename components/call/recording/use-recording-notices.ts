import { toast } from 'sonner';
import type { RemoteParticipant } from '@/lib/call/call-state';
import { useAnnounce } from '../notices/announcer';
import { useChanges } from '../notices/use-changes';
import { describeProblem, describeRecorders } from './describe-recording';
import { useRecorderState } from './recording-context';
import { useOthersRecording } from './use-others-recording';

/** Long enough to be read, understood and acted upon. */
const consentShownMs = 20_000;
const problemShownMs = 10_000;
const consentId = 'recorded-by';

/** Tells those who are recorded what they can do about it, as soon as it begins or they come. */
function toastConsent(names: readonly string[]): void {
  toast(`${describeRecorders(names)} this call`, {
    id: consentId,
    description: 'If you don’t want to be recorded, turn off your camera and microphone, or leave.',
    duration: consentShownMs,
  });
}

/** Says when a recording begins and ends, whoever makes it, and why one ended by itself. */
export function useRecordingNotices(participants: readonly RemoteParticipant[]): void {
  const announce = useAnnounce();
  const state = useRecorderState();
  const recorders = useOthersRecording(participants);
  const problem = state.phase === 'stopped' ? describeProblem(state) : null;

  // Two may have one name, and a name may change: neither is another recording.
  useChanges(recorders.map(({ participantId }) => participantId).join(), (before) => {
    const names = recorders.map(({ displayName }) => displayName);
    const isNew = recorders.some(({ participantId }) => !before.split(',').includes(participantId));
    // Toasts are said, too.
    if (isNew) return toastConsent(names);
    toast.dismiss(consentId);
    announce(names.length > 0 ? describeRecorders(names) : 'Nobody else is recording any more');
  });
  useChanges(state.phase, (_, phase) => {
    if (phase === 'recording') announce('You are recording. Everyone is told.');
    if (phase === 'stopped' && !problem) announce('Recording stopped');
  });
  useChanges(problem?.description, () => {
    if (!problem) return;
    const { title, description } = problem;
    toast(title, { id: 'recording', description, duration: problemShownMs });
  });
}
