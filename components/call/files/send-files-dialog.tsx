import { SendHorizontal } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import type { RemoteParticipant } from '@/lib/call/call-state';
import { type Audience, AudienceSelect } from './audience-select';
import { describeSize } from './describe-file';
import { useFiles } from './use-files';

interface SendFilesDialogProps {
  /** Chosen, dropped or pasted, and not sent yet. */
  files: readonly File[];
  participants: readonly RemoteParticipant[];
  onClose: () => void;
  /** They are offered from now on. */
  onSent: () => void;
}

/** More than so many files scroll. */
const rowsShown = 6;

const descriptions = {
  one: 'It goes straight to the others’ browsers. Yours keeps a copy, and offers it again when you come back, until you stop sharing it.',
  many: 'They go straight to the others’ browsers. Yours keeps copies, and offers them again when you come back, until you stop sharing them.',
} as const;

/** Asks once before files leave: which, and to whom. */
export function SendFilesDialog({ files, participants, onClose, onSent }: SendFilesDialogProps) {
  const exchange = useFiles();
  const [to, setTo] = useState<Audience | null>(null);
  const close = () => {
    // The next files are asked about anew: what was meant for one is not sent to one by habit.
    setTo(null);
    onClose();
  };
  const send = () => {
    const left = files.filter(
      (file) => !exchange?.offer(file, { to: to?.participantId ?? null, toName: to?.displayName ?? null }),
    );
    if (left.length > 0) {
      toast(`${left.length === 1 ? '1 file was' : `${left.length} files were`} not sent`, {
        description: 'Too many are offered already. Stop offering some first.',
      });
    }
    if (left.length < files.length) onSent();
    close();
  };
  return (
    <Dialog
      isOpen={files.length > 0}
      onOpenChange={(isOpen) => isOpen || close()}
      title={files.length === 1 ? 'Send a file' : `Send ${files.length} files`}
      description={files.length === 1 ? descriptions.one : descriptions.many}
    >
      <ul
        // What scrolls must be reached by the keyboard.
        {...(files.length > rowsShown ? { tabIndex: 0 } : {})}
        className="mb-4 flex max-h-48 shrink-0 flex-col gap-2 overflow-y-auto"
      >
        {files.map((file, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: they only grow in number, and the same file may come twice.
          <li key={n} className="flex gap-3">
            <bdi className="min-w-0 grow truncate font-medium">{file.name}</bdi>
            <span className="shrink-0 text-text-muted tabular-nums">{describeSize(file.size)}</span>
          </li>
        ))}
      </ul>
      <AudienceSelect participants={participants} value={to} onChange={setTo} className="mb-5" />
      <Button
        size="lg"
        className="w-full"
        icon={<SendHorizontal aria-hidden="true" className="size-5" />}
        onClick={send}
      >
        Send
      </Button>
    </Dialog>
  );
}
