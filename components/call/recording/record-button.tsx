import { Circle, Square } from 'lucide-react';
import type { MouseEvent } from 'react';
import { Button } from '@/components/ui/button';
import { useRecorderState, useRecordingControl } from './recording-context';

/** Under "More": begins a recording by asking first, and ends it at once. */
export function RecordButton({ onRecord }: { onRecord: () => void }) {
  const control = useRecordingControl();
  const { phase } = useRecorderState();
  const isRecording = phase === 'recording';
  const isBetween = phase === 'starting' || phase === 'finishing';
  const Icon = isRecording ? Square : Circle;

  function press(event: MouseEvent) {
    // The second half of a double click is no wish for the next recording.
    if (isBetween || event.detail > 1) return;
    if (isRecording) control.stop();
    else onRecord();
  }

  return (
    <Button
      variant="secondary"
      icon={<Icon aria-hidden="true" className="size-4 fill-current text-danger-ink" />}
      aria-disabled={isBetween || undefined}
      className="mb-4 w-full"
      onClick={press}
    >
      {isRecording ? 'Stop recording' : 'Record'}
    </Button>
  );
}
