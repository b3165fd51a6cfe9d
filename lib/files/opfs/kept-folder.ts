import { createSerialQueue } from '@/lib/store/serial-queue';
import { blockLength, digestBytes, digestOf, isSameDigest, planBlocks, standardBlockBytes } from '../blocks';
import type { FileRecord, KeptFile } from '../file-vault';
import { copyBlob, openFile, readFile, type SyncFile, writeAll, writeText } from './worker-files';

interface KeptRecord {
  record: FileRecord;
  isComplete: boolean;
}

/**
 * One file in a folder of its own: `record.json`, `digests` (32 bytes for each block that is safe) and `data`. A digest
 * is written after its block, so a block that has one is there.
 */
export class KeptFolder {
  readonly #folder: FileSystemDirectoryHandle;
  #data: SyncFile | null = null;
  #digests: SyncFile | null = null;
  #blocks = 0;
  #kept: KeptRecord | null = null;
  readonly #saving = createSerialQueue();
  readonly #removal = new AbortController();
  #copying: Promise<void> = Promise.resolve();

  constructor(folder: FileSystemDirectoryHandle) {
    this.#folder = folder;
  }

  /** What is kept here; `null` where it cannot be understood. */
  async look(): Promise<KeptFile | null> {
    const kept = await this.#readRecord();
    this.#kept = kept;
    if (!kept) return null;
    const digests = await readFile(this.#folder, 'digests');
    const bytes = new Uint8Array(digests ? await digests.arrayBuffer() : new ArrayBuffer(0));
    return { ...kept, digests: bytes.slice(0, bytes.length - (bytes.length % digestBytes)) };
  }

  /** When it was changed last, milliseconds since the epoch. */
  async changedMs(): Promise<number> {
    const files = await Promise.all(
      ['record.json', 'digests', 'data'].map((name) => readFile(this.#folder, name)),
    );
    return Math.max(0, ...files.map((file) => file?.lastModified ?? 0));
  }

  /** Opens it for more blocks; resolves with the digests of those that are here and whole. */
  async begin(record: FileRecord): Promise<Uint8Array<ArrayBuffer>> {
    this.close();
    await this.#save({ record, isComplete: false });
    this.#data = await openFile(this.#folder, 'data');
    this.#digests = await openFile(this.#folder, 'digests');
    const digests = new Uint8Array(this.#digests.getSize());
    this.#digests.read(digests, { at: 0 });
    const plan = planBlocks(record.offer.size, standardBlockBytes);
    this.#blocks = Math.min(plan.count, Math.floor(digests.length / digestBytes));
    while (this.#blocks > 0) {
      const index = this.#blocks - 1;
      const bytes = new Uint8Array(blockLength(plan, index));
      const count = this.#data.read(bytes, { at: index * standardBlockBytes });
      const digest = digests.subarray(index * digestBytes, (index + 1) * digestBytes);
      if (count === bytes.length && isSameDigest(await digestOf(bytes), digest)) break;
      this.#blocks -= 1;
    }
    this.#digests.truncate(this.#blocks * digestBytes);
    return digests.slice(0, this.#blocks * digestBytes);
  }

  write(bytes: Uint8Array<ArrayBuffer>, digest: Uint8Array): void {
    if (!this.#data || !this.#digests) throw new DOMException('not begun', 'InvalidStateError');
    writeAll(this.#data, bytes, this.#blocks * standardBlockBytes);
    writeAll(this.#digests, new Uint8Array(digest), this.#blocks * digestBytes);
    this.#blocks += 1;
  }

  async finish(): Promise<void> {
    this.close();
    if (this.#kept) await this.#save({ ...this.#kept, isComplete: true });
  }

  /** Keeps what a file is from now on; its bytes stay as they are. */
  async update(record: FileRecord): Promise<void> {
    await this.#save({ isComplete: this.#kept?.isComplete ?? false, record });
  }

  /** Keeps a copy of the bytes of a file of ours. Rejects when it is abandoned meanwhile. */
  copy(blob: Blob): Promise<void> {
    this.#copying = this.#copy(blob);
    return this.#copying;
  }

  async read(): Promise<File | null> {
    const kept = await this.#readRecord();
    if (!kept?.isComplete) return null;
    return (
      (await readFile(this.#folder, 'data')) ?? (kept.record.offer.size === 0 ? new File([], 'data') : null)
    );
  }

  /** Frees it, so that it can be removed. */
  close(): void {
    this.#data?.close();
    this.#digests?.close();
    this.#data = null;
    this.#digests = null;
  }

  /** It is going to be removed: resolves once nothing holds it any more. */
  async abandon(): Promise<void> {
    this.#removal.abort();
    this.close();
    await this.#copying.catch(() => undefined);
  }

  async #copy(blob: Blob): Promise<void> {
    const { signal } = this.#removal;
    signal.throwIfAborted();
    await copyBlob(this.#folder, 'data', blob, signal);
    signal.throwIfAborted();
    await this.finish();
  }

  /** What is written last is what was said last, however many say something. */
  #save(kept: KeptRecord): Promise<void> {
    this.#kept = kept;
    return this.#saving.run(() => writeText(this.#folder, 'record.json', JSON.stringify(this.#kept)));
  }

  async #readRecord(): Promise<KeptRecord | null> {
    const text = await (await readFile(this.#folder, 'record.json'))?.text();
    if (!text) return null;
    try {
      return JSON.parse(text) as KeptRecord;
    } catch {
      return null;
    }
  }
}
