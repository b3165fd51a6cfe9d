import { whenRecordingIsFree } from '@/lib/recording/recording-lock';
import { type RecordingsDirectory, SavedRecordings } from '@/lib/recording/saved-recordings';
import { recordingsFolder } from '@/lib/recording/storage/file-names';
import type { RecordingStorage } from '@/lib/recording/storage/recording-storage';
import { systemClock } from '@/lib/store/clock';
import { createRecordingStorage } from './create-recording-storage';

/** The recordings of this device; the worker that mends them runs only when there are any. */
export function openSavedRecordings(): { saved: SavedRecordings; close: () => void } {
  let storage: RecordingStorage | null = null;
  const saved = new SavedRecordings({
    openRoot: async () => {
      const root = await navigator.storage.getDirectory();
      return (await root.getDirectoryHandle(recordingsFolder)) as unknown as RecordingsDirectory;
    },
    storage: {
      mend: (id) => {
        storage ??= createRecordingStorage();
        return storage.mend(id);
      },
    },
    whenFree: whenRecordingIsFree,
    clock: systemClock,
  });
  return {
    saved,
    close: () => {
      saved.close();
      storage?.dispose();
    },
  };
}
