import type { RemoteParticipant } from '@/lib/call/call-state';
import { DropOverlay } from './drop-overlay';
import { SendFilesDialog } from './send-files-dialog';
import { useDroppedFiles } from './use-dropped-files';
import { useFiles } from './use-files';
import { useYieldingFiles } from './use-yielding-files';

interface FilesLayerProps {
  /** Chosen and not sent yet. */
  chosen: readonly File[];
  onChoose: (files: readonly File[]) => void;
  participants: readonly RemoteParticipant[];
  onSent: () => void;
}

/** Takes files that are dropped or pasted anywhere in the call, and asks whom they are for. */
export function FilesLayer({ chosen, onChoose, participants, onSent }: FilesLayerProps) {
  const canSend = useFiles() !== null;
  // More may be dropped while it is asked whom the first are for.
  const isOver = useDroppedFiles(canSend, (files) => onChoose([...chosen, ...files]));
  useYieldingFiles();
  return (
    <>
      {isOver ? <DropOverlay /> : null}
      <SendFilesDialog
        files={chosen}
        participants={participants}
        onClose={() => onChoose([])}
        onSent={onSent}
      />
    </>
  );
}
