import { createSerialQueue } from '@/lib/store/serial-queue';
import { RecordingError } from '../recording-error';
import { DiskStorage, type SyncDirectory } from './disk-storage';
import { recordingsFolder } from './file-names';
import type { Kept, StorageAnswer, StorageRequest } from './recording-storage';

/** The worker that writes recordings: carries out one request after the other. */
const queue = createSerialQueue();
const storage = new DiskStorage(async () => {
  const root = await navigator.storage.getDirectory();
  return (await root.getDirectoryHandle(recordingsFolder, { create: true })) as unknown as SyncDirectory;
});

async function carryOut({ call, method, args }: StorageRequest): Promise<StorageAnswer> {
  try {
    const run = storage[method] as (...given: unknown[]) => Promise<Kept | undefined>;
    return { call, isOk: true, value: await run.apply(storage, args) };
  } catch (error) {
    const { problem, cause } = RecordingError.from(error);
    return { call, isOk: false, problem, cause: String(cause ?? '') };
  }
}

self.addEventListener('message', ({ data }: MessageEvent<StorageRequest>) => {
  void queue.run(() => carryOut(data)).then((answer) => self.postMessage(answer));
});
