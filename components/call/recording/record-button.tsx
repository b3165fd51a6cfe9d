import { Circle, Square } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { useRecorderState, useRecordingControl } from './recording-context';

/** Under "More": begins a recording by asking first, and ends it at once. */
export function RecordButton({ onRecord }: { onRecord: () => void }) {
  const control = useRecordingControl();
  const { phase } = useRecorderState();
  const isRecording = phase === 'recording';
  const Icon = isRecording ? Square : Circle;
  return (
    <Button
      variant="secondary"
      icon={<Icon aria-hidden="true" className="size-4 fill-current text-danger-ink" />}
      aria-disabled={phase === 'starting' || phase === 'finishing' || undefined}
      className="mb-4 w-full"
      onClick={() => (isRecording ? control.stop() : onRecord())}
    >
      {isRecording ? 'Stop recording' : 'Record'}
    </Button>
  );
}
