import { RecordingError } from '../recording-error';
import type { Kept, RecordingStorage, StorageAnswer, StorageRequest } from './recording-storage';

/** As much of a `Worker` as is used. */
export interface WorkerPort {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<StorageAnswer>) => void): void;
  addEventListener(type: 'error', listener: () => void): void;
  terminate(): void;
}

interface Waiting {
  resolve: (value: Kept | undefined) => void;
  reject: (error: RecordingError) => void;
}

/** The storage of the worker behind `port`. When the worker breaks, whatever waits for it and comes later fails. */
export function createWorkerStorage(port: WorkerPort): RecordingStorage {
  const waiting = new Map<number, Waiting>();
  let lastCall = 0;
  let isBroken = false;

  function fail(cause: string): void {
    isBroken = true;
    for (const { reject } of waiting.values()) reject(new RecordingError('failed', cause));
    waiting.clear();
  }

  port.addEventListener('message', ({ data }) => {
    const asked = waiting.get(data.call);
    waiting.delete(data.call);
    if (data.isOk) asked?.resolve(data.value);
    else asked?.reject(new RecordingError(data.problem, data.cause));
  });
  port.addEventListener('error', () => fail('worker broke'));

  function ask<T>(
    method: StorageRequest['method'],
    args: unknown[],
    transfer: Transferable[] = [],
  ): Promise<T> {
    if (isBroken) return Promise.reject(new RecordingError('failed', 'no worker'));
    lastCall += 1;
    const call = lastCall;
    return new Promise<Kept | undefined>((resolve, reject) => {
      waiting.set(call, { resolve, reject });
      port.postMessage({ call, method, args }, transfer);
    }) as Promise<T>;
  }

  return {
    create: (...args) => ask('create', args),
    open: (...args) => ask('open', args),
    append: (id, file, piece) => ask<Kept>('append', [id, file, piece], [piece]),
    finish: (...args) => ask('finish', args),
    mend: (...args) => ask('mend', args),
    dispose() {
      fail('disposed');
      port.terminate();
    },
  };
}
