import { useCallback } from 'react';
import { toast } from 'sonner';
import type { FileOffer } from '@/lib/protocol';
import { saveOfferedFile } from './save-offered-file';
import { useFiles } from './use-files';

/** Saves a file that has come, and says when that is not possible. */
export function useSave(): (offer: FileOffer) => void {
  const files = useFiles();
  return useCallback(
    (offer) => {
      if (!files) return;
      saveOfferedFile(files, offer).then(
        (isSaved) => isSaved || toast('That file is not here any more.'),
        () => toast('That file could not be read.'),
      );
    },
    [files],
  );
}
