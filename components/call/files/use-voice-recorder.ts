import { useEffect, useState } from 'react';
import { useStore } from '@/components/use-store';
import type { VoiceRecorder, VoiceState } from '@/lib/voice/voice-recorder';
import { useCall } from '../call-provider';
import { createVoiceRecorder } from './create-voice-recorder';

/** The recorder of voice notes of this call, and what it does. Nothing is recorded any more once the call is left. */
export function useVoiceRecorder(): { recorder: VoiceRecorder; state: VoiceState } {
  const { localMedia } = useCall();
  const [recorder] = useState(() => createVoiceRecorder(localMedia));
  useEffect(() => () => recorder.discard(), [recorder]);
  return { recorder, state: useStore(recorder.state) };
}
