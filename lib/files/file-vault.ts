import type { FileId, FileOffer, ParticipantId } from '@/lib/protocol';

/** What is kept beside the bytes of a file, so that the next life of the page knows it again. */
export type FileRecord =
  | { role: 'incoming'; offer: FileOffer; from: ParticipantId; isPaused: boolean; isAuto: boolean }
  | { role: 'outgoing'; offer: FileOffer; toName: string | null };

export interface KeptFile {
  record: FileRecord;
  /** Digests of the blocks that are safe, one after the other from the first on; for incoming files. */
  digests: Uint8Array<ArrayBuffer>;
  /** All bytes are here. */
  isComplete: boolean;
}

/**
 * Where files are kept that are larger than memory, across reloads of the page. Any promise may reject: with a
 * `QuotaExceededError` where there is no room.
 */
export interface FileVault {
  /** Whether what is kept survives a reload, and may be larger than memory. */
  readonly isLasting: boolean;
  /** What earlier lives in this room have left. Called once, first. */
  open(): Promise<readonly KeptFile[]>;
  /**
   * Makes ready for the blocks of an incoming file; resolves with the digests of those that are safe already. Where
   * there is nothing of it yet, it takes the blocks of `likeId` over, which is kept no more then.
   */
  begin(record: FileRecord, likeId?: FileId | null): Promise<Uint8Array<ArrayBuffer>>;
  /**
   * Makes the next block of an incoming file safe. In order; takes the bytes, which are not to be used afterwards.
   * Resolves with memory of the same size that may be used for another block, if it has some to give back.
   */
  write(
    fileId: FileId,
    block: { bytes: Uint8Array<ArrayBuffer>; digest: Uint8Array },
  ): Promise<Uint8Array<ArrayBuffer> | null>;
  /** All blocks of an incoming file are safe. */
  finish(fileId: FileId): Promise<void>;
  /** Keeps an outgoing file: what it is at once, and its bytes where there is room for a copy. */
  stage(record: FileRecord, blob: Blob): Promise<void>;
  /** Keeps the record of a file anew, where one is kept: what people wish may have changed. */
  update(record: FileRecord): Promise<void>;
  /** The bytes of a complete file, read from where they are kept; `null` where they are not. */
  read(fileId: FileId): Promise<Blob | null>;
  remove(fileId: FileId): Promise<void>;
  /** How many bytes more could be kept. */
  freeBytes(): Promise<number>;
}

/** What a vault rejects with when it is full, as storage does (Web IDL, `QuotaExceededError`). */
export function createFullError(): DOMException {
  return new DOMException('no room for this file', 'QuotaExceededError');
}

export function isFullError(error: unknown): boolean {
  return error instanceof Error && error.name === 'QuotaExceededError';
}
