import { useEffect, useState } from 'react';
import { toast } from 'sonner';
import { useStore } from '@/components/use-store';
import { deviceErrorCode } from '@/lib/media/device-error';
import type { VoiceRecorder, VoiceState } from '@/lib/voice/voice-recorder';
import { useCall } from '../call-provider';
import { toastProblem } from '../notices/toast-problem';
import { useChanges } from '../notices/use-changes';
import { createVoiceRecorder } from './create-voice-recorder';

/**
 * The recorder of voice notes of this call, and what it does. Nothing is recorded where nobody sees it: a note ends
 * with the panel that shows it, and is there to be sent when that opens again; with the call there is none any more.
 */
export function useVoiceRecorder(isShown: boolean): { recorder: VoiceRecorder; state: VoiceState } {
  const call = useCall();
  const [recorder] = useState(() => createVoiceRecorder(call));
  const state = useStore(recorder.state);
  useEffect(() => () => recorder.discard(), [recorder]);
  useEffect(() => {
    if (isShown) return;
    const { phase } = recorder.state.getSnapshot();
    recorder.stop();
    if (phase === 'recording')
      toast('The voice note has ended', { description: 'It is in the chat, and not sent yet.' });
  }, [isShown, recorder]);
  useChanges(state, (_, now) => {
    if (now.phase === 'failed') toastProblem(deviceErrorCode('microphone', now.error));
  });
  return { recorder, state };
}
