import { toast } from 'sonner';
import type { RemoteParticipant } from '@/lib/call/call-state';
import { useAnnounce } from '../notices/announcer';
import { useChanges } from '../notices/use-changes';
import { describeRecorders } from './describe-recording';
import { useRecorderState } from './recording-context';
import { useOthersRecording } from './use-others-recording';

const problems = {
  'disk-full': {
    title: 'The recording stopped',
    description: 'This device has no room left. What was recorded until then is saved.',
  },
  failed: {
    title: 'The recording stopped',
    description: 'This browser could not go on. What was recorded until then is saved.',
  },
} as const;

/** Says when a recording begins and ends, whoever makes it, and why one ended by itself. */
export function useRecordingNotices(participants: readonly RemoteParticipant[]): void {
  const announce = useAnnounce();
  const state = useRecorderState();
  const names = useOthersRecording(participants);
  const problem = state.phase === 'stopped' ? state.problem : null;

  useChanges(names.join('\n'), () => {
    announce(names.length > 0 ? describeRecorders(names) : 'Nobody else is recording any more');
  });
  useChanges(state.phase, (_, phase) => {
    if (phase === 'recording') announce('You are recording. Everyone is told.');
    if (phase === 'stopped') announce('Recording stopped');
  });
  useChanges(problem, (_, code) => {
    if (code !== null) {
      const { title, description } = problems[code];
      toast(title, { id: 'recording', description, duration: 10_000 });
    }
  });
}
