import type { FileNote, RecordingNote } from '../notes';

/** What of a file is safe on disk. */
export interface Kept {
  bytes: number;
  /** From the file's first picture or sound to its last. */
  durationMs: number;
}

/** Where recordings are written. Everything rejects with `RecordingError`; what has resolved survives the page. */
export interface RecordingStorage {
  /** Makes the folder of a recording. */
  create(id: string, note: RecordingNote): Promise<void>;
  /** Makes a file in it. */
  open(id: string, file: string, note: FileNote): Promise<void>;
  /** Puts a piece behind what is there. */
  append(id: string, file: string, piece: ArrayBuffer): Promise<Kept>;
  /** Makes a file seekable and closes it; one with nothing in it goes. */
  finish(id: string, file: string): Promise<void>;
  /** Finishes every file that nobody has finished, each by itself, and gives back the room that was kept for that. */
  mend(id: string): Promise<void>;
  dispose(): void;
}

/** A request to the worker, as a tuple of what `RecordingStorage` takes. */
export type StorageRequest = {
  [Method in Exclude<keyof RecordingStorage, 'dispose'>]: {
    call: number;
    method: Method;
    args: Parameters<RecordingStorage[Method]>;
  };
}[Exclude<keyof RecordingStorage, 'dispose'>];

/** Its answer to the request with the same number. */
export type StorageAnswer =
  | { call: number; isOk: true; value: Kept | undefined }
  | { call: number; isOk: false; problem: 'disk-full' | 'failed'; cause: string };
