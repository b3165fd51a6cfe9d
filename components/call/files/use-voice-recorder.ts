import { useEffect, useState } from 'react';
import { toast } from 'sonner';
import { useStore } from '@/components/use-store';
import { deviceErrorCode } from '@/lib/media/device-error';
import type { VoiceRecorder, VoiceState } from '@/lib/voice/voice-recorder';
import { useCall } from '../call-provider';
import { toastProblem } from '../notices/toast-problem';
import { useChanges } from '../notices/use-changes';
import type { Audience } from './audience-select';
import { createVoiceRecorder } from './create-voice-recorder';

export interface VoiceDraftState {
  recorder: VoiceRecorder;
  state: VoiceState;
  /** Whom the note is for; `null`: everybody. */
  to: Audience | null;
  setTo: (to: Audience | null) => void;
}

/**
 * The recorder of voice notes of this call, and what it does. Nothing is recorded where nobody sees it: a note ends
 * with the panel that shows it, and is there to be sent when that opens again; with the call there is none any more.
 */
export function useVoiceRecorder(isShown: boolean): VoiceDraftState {
  const call = useCall();
  const [recorder] = useState(() => createVoiceRecorder(call));
  const state = useStore(recorder.state);
  const [to, setTo] = useState<Audience | null>(null);
  useEffect(() => () => recorder.discard(), [recorder]);
  useEffect(() => {
    if (isShown) return;
    const { phase } = recorder.state.getSnapshot();
    recorder.stop();
    if (phase === 'recording')
      toast('The voice note has ended', { description: 'It is in the chat, and not sent yet.' });
  }, [isShown, recorder]);
  useChanges(state, (_, now) => {
    // The next note is asked about anew.
    if (now.phase === 'idle') setTo(null);
    if (now.phase === 'failed') toastProblem(deviceErrorCode('microphone', now.error));
  });
  return { recorder, state, to, setTo };
}
