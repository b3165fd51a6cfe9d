import type { RecordingStorage } from '@/lib/recording/storage/recording-storage';
import { createWorkerStorage } from '@/lib/recording/storage/worker-storage';
import { createWorkerSource } from '@/lib/store/worker-source';

/** The workers that write recordings. */
export const recordingWorkers = createWorkerSource(
  () => new Worker(new URL('../../lib/recording/storage/recording-worker.ts', import.meta.url)),
);

/** The storage of this device, in a worker of its own. */
export function createRecordingStorage(): RecordingStorage {
  return createWorkerStorage(recordingWorkers.take());
}
