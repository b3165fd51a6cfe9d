import { createContext, type ReactNode, use, useEffect, useState } from 'react';
import { useStore } from '@/components/use-store';
import type { RecorderState } from '@/lib/recording/recorder';
import { useCall } from '../call-provider';
import { RecordingControl } from './recording-control';

const RecordingContext = createContext<RecordingControl | null>(null);

/** Owns the recording of the call: it ends with the call's screen at the latest, and is saved. */
export function RecordingProvider({ children }: { children: ReactNode }) {
  const call = useCall();
  const [control] = useState(() => new RecordingControl(call));
  useEffect(() => () => control.stop(), [control]);
  return <RecordingContext value={control}>{children}</RecordingContext>;
}

/** What can be done about the recording of this call. */
export function useRecordingControl(): RecordingControl {
  const control = use(RecordingContext);
  if (!control) throw new Error('useRecordingControl needs a RecordingProvider above it');
  return control;
}

/** What we record ourselves. */
export function useRecorderState(): RecorderState {
  return useStore(useRecordingControl().state);
}
