import type { FileId, ParticipantId, RoomId } from '@/lib/protocol';
import type { FileRecord, FileVault, KeptFile } from '../file-vault';
import { MemoryVault } from '../memory-vault';
import type { VaultAnswer, VaultCall, VaultCalls } from './vault-calls';
import { vaultWorkers } from './vault-workers';

/** As much is kept where nothing lasting can be had. */
const memoryLimitBytes = 200_000_000;

interface Pending {
  resolve: (answer: never) => void;
  reject: (error: unknown) => void;
}

/**
 * Keeps files in the origin private file system, by way of a worker that is loaded when it is needed first; in memory
 * where the browser has none for us.
 */
export class OpfsVault implements FileVault {
  readonly #place: { roomId: RoomId; self: ParticipantId };
  readonly #pending = new Map<number, Pending>();
  #memory: MemoryVault | null = null;
  #worker: Worker | null = null;
  #opening: Promise<readonly KeptFile[]> | null = null;
  #lastId = 0;

  constructor(place: { roomId: RoomId; self: ParticipantId }) {
    this.#place = place;
  }

  get isLasting(): boolean {
    return this.#memory === null;
  }

  /** Loads nothing where nothing was ever kept. */
  async open(): Promise<readonly KeptFile[]> {
    try {
      const root = await navigator.storage.getDirectory();
      await root.getDirectoryHandle('parley-files');
    } catch (error) {
      if (error instanceof DOMException && error.name === 'NotFoundError') return [];
      this.#memory = new MemoryVault({ limitBytes: memoryLimitBytes });
      return [];
    }
    return this.#ready();
  }

  async begin(record: FileRecord, likeId: FileId | null = null): Promise<Uint8Array<ArrayBuffer>> {
    await this.#ready();
    return this.#memory?.begin(record, likeId) ?? this.#call('begin', { record, likeId });
  }

  async write(
    fileId: FileId,
    { bytes, digest }: { bytes: Uint8Array<ArrayBuffer>; digest: Uint8Array },
  ): Promise<Uint8Array<ArrayBuffer> | null> {
    if (this.#memory) return this.#memory.write(fileId, { bytes, digest });
    return this.#call('write', { fileId, bytes, digest }, [bytes.buffer]);
  }

  async finish(fileId: FileId): Promise<void> {
    if (this.#memory) await this.#memory.finish(fileId);
    else await this.#call('finish', { fileId });
  }

  async stage(record: FileRecord, blob: Blob): Promise<void> {
    await this.#ready();
    if (this.#memory) await this.#memory.stage(record, blob);
    else await this.#call('stage', { record, blob });
  }

  async update(record: FileRecord): Promise<void> {
    if (!this.#hasBegun) return;
    await this.#ready();
    if (this.#memory) await this.#memory.update(record);
    else await this.#call('update', { record });
  }

  async read(fileId: FileId): Promise<Blob | null> {
    return this.#memory ? this.#memory.read(fileId) : this.#call('read', { fileId });
  }

  async remove(fileId: FileId): Promise<void> {
    if (!this.#hasBegun) return;
    // In its turn: what was asked for before may still wait for the worker.
    await this.#ready();
    if (this.#memory) await this.#memory.remove(fileId);
    else await this.#call('remove', { fileId });
  }

  async freeBytes(): Promise<number> {
    if (this.#memory) return this.#memory.freeBytes();
    const { quota = 0, usage = 0 } = await navigator.storage.estimate();
    return quota - usage;
  }

  /** Something may be kept. */
  get #hasBegun(): boolean {
    return this.#memory !== null || this.#opening !== null;
  }

  /** Loads the worker and lets it look at what is kept, once. */
  #ready(): Promise<readonly KeptFile[]> {
    if (this.#memory) return Promise.resolve([]);
    this.#opening ??= this.#start().catch(() => {
      this.#memory = new MemoryVault({ limitBytes: memoryLimitBytes });
      return [];
    });
    return this.#opening;
  }

  #start(): Promise<KeptFile[]> {
    const worker = vaultWorkers.take();
    this.#worker = worker;
    worker.onmessage = ({ data }: MessageEvent<VaultAnswer>) => this.#onAnswer(data);
    worker.onerror = () => {
      for (const { reject } of this.#pending.values()) reject(new Error('the file worker has failed'));
      this.#pending.clear();
    };
    return this.#call('open', this.#place);
  }

  #call<K extends keyof VaultCalls>(
    call: K,
    args: VaultCalls[K]['args'],
    transfer: Transferable[] = [],
  ): Promise<VaultCalls[K]['answer']> {
    return new Promise((resolve, reject) => {
      this.#lastId += 1;
      this.#pending.set(this.#lastId, { resolve, reject });
      this.#worker?.postMessage({ id: this.#lastId, ...({ call, args } as VaultCall) }, transfer);
    });
  }

  #onAnswer(data: VaultAnswer): void {
    const pending = this.#pending.get(data.id);
    this.#pending.delete(data.id);
    if (data.ok) pending?.resolve(data.answer as never);
    else pending?.reject(new DOMException(data.message, data.name));
  }
}
