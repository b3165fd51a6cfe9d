import { Circle } from 'lucide-react';
import { RadioGroup } from 'radix-ui';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import type { RecordingKind } from '@/lib/recording/notes';
import { recordingFormat } from '@/lib/recording/recording-format';
import { useRecordingControl } from './recording-context';

const kinds = [
  { value: 'composed', label: 'One picture', description: 'Everybody on the stage, with all the sound.' },
  {
    value: 'tracks',
    label: 'Separate files',
    description: 'One for each person and each shared screen, for editing later.',
  },
] as const satisfies readonly { value: RecordingKind; label: string; description: string }[];

function KindChoice({ kind, onChange }: { kind: RecordingKind; onChange: (kind: RecordingKind) => void }) {
  return (
    <RadioGroup.Root
      aria-label="What to record"
      value={kind}
      onValueChange={(value) => onChange(value as RecordingKind)}
      className="grid gap-2"
    >
      {kinds.map(({ value, label, description }) => (
        <RadioGroup.Item
          key={value}
          value={value}
          aria-label={label}
          aria-describedby={`record-${value}`}
          className="flex min-h-14 items-start gap-3 rounded-2xl border border-border-strong px-4 py-3 text-left data-[state=checked]:border-accent data-[state=checked]:bg-text/8"
        >
          <span
            aria-hidden="true"
            className="mt-0.5 flex size-5 shrink-0 items-center justify-center rounded-full border-2 border-border-strong in-data-[state=checked]:border-accent"
          >
            <RadioGroup.Indicator className="size-2.5 rounded-full bg-accent" />
          </span>
          <span>
            <span className="block font-medium">{label}</span>
            <span id={`record-${value}`} className="block text-sm text-text-muted">
              {description}
            </span>
          </span>
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}

interface RecordDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

/** What is asked before a recording begins: that everybody knows, and what to record. */
export function RecordDialog({ isOpen, onOpenChange }: RecordDialogProps) {
  const control = useRecordingControl();
  const [kind, setKind] = useState<RecordingKind>('composed');
  const mimeType = isOpen ? recordingFormat() : null;
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title="Record this call"
      description={
        mimeType
          ? 'Everyone is told that you record, for as long as it lasts. The recording stays on this device until you save or discard it.'
          : 'This browser cannot record calls. A current Chrome or Edge can.'
      }
    >
      {mimeType ? (
        <>
          <KindChoice kind={kind} onChange={setKind} />
          <Button
            size="lg"
            icon={<Circle aria-hidden="true" className="size-4 fill-current" />}
            className="mt-5"
            onClick={() => {
              void control.start(kind, mimeType);
              onOpenChange(false);
            }}
          >
            Start recording
          </Button>
        </>
      ) : null}
    </Dialog>
  );
}
