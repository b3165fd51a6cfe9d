import type { FileId } from '@/lib/protocol';
import { createFullError, type FileRecord, type FileVault, type KeptFile } from './file-vault';

interface Entry {
  record: FileRecord;
  parts: Blob[];
  digests: Uint8Array[];
  isComplete: boolean;
}

/** Where nothing lasting can be had (a private window, an old browser): keeps files in memory, up to a limit. */
export class MemoryVault implements FileVault {
  readonly isLasting: boolean = false;
  readonly #limitBytes: number;
  readonly #entries = new Map<FileId, Entry>();

  constructor({ limitBytes }: { limitBytes: number }) {
    this.#limitBytes = limitBytes;
  }

  async open(): Promise<readonly KeptFile[]> {
    return [...this.#entries.values()].map(({ record, digests, isComplete }) => ({
      record,
      digests: join(digests),
      isComplete,
    }));
  }

  async begin(record: FileRecord, likeId: FileId | null = null): Promise<Uint8Array<ArrayBuffer>> {
    const { fileId } = record.offer;
    const like = likeId && !this.#entries.has(fileId) ? this.#entries.get(likeId) : null;
    if (like && likeId) this.#entries.delete(likeId);
    const entry = this.#entries.get(fileId) ?? like ?? { record, parts: [], digests: [], isComplete: false };
    entry.record = record;
    this.#entries.set(fileId, entry);
    return join(entry.digests);
  }

  async write(fileId: FileId, block: { bytes: Uint8Array<ArrayBuffer>; digest: Uint8Array }): Promise<null> {
    const entry = this.#entries.get(fileId);
    if (!entry) throw new DOMException('not begun', 'InvalidStateError');
    if (block.bytes.length > this.#free) throw createFullError();
    entry.parts.push(new Blob([block.bytes]));
    entry.digests.push(block.digest);
    return null;
  }

  async finish(fileId: FileId): Promise<void> {
    const entry = this.#entries.get(fileId);
    if (entry) entry.isComplete = true;
  }

  async stage(record: FileRecord, _blob: Blob): Promise<void> {
    this.#entries.set(record.offer.fileId, { record, parts: [], digests: [], isComplete: false });
  }

  async update(record: FileRecord): Promise<void> {
    const entry = this.#entries.get(record.offer.fileId);
    if (entry) entry.record = record;
  }

  async read(fileId: FileId): Promise<Blob | null> {
    const entry = this.#entries.get(fileId);
    return entry?.isComplete ? new Blob(entry.parts) : null;
  }

  async remove(fileId: FileId): Promise<void> {
    this.#entries.delete(fileId);
  }

  async freeBytes(): Promise<number> {
    return this.#free;
  }

  get #free(): number {
    const parts = [...this.#entries.values()].flatMap((entry) => entry.parts);
    return this.#limitBytes - parts.reduce((sum, { size }) => sum + size, 0);
  }
}

function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
