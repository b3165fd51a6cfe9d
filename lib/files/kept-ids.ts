import type { FileId } from '@/lib/protocol';
import type { TabStorage } from '@/lib/room/tab-storage';

/** So many are remembered, the newest: whoever offers and takes back all day fills nothing. */
const keptMax = 2_000;

/** Names of files that this tab remembers, also across a reload unless the browser keeps nothing. */
export class KeptIds {
  readonly #storage: TabStorage | null;
  readonly #key: string;
  readonly #ids: Set<FileId>;

  constructor(storage: TabStorage | null, key: string) {
    this.#storage = storage;
    this.#key = key;
    this.#ids = new Set(this.#read());
  }

  has(fileId: FileId): boolean {
    return this.#ids.has(fileId);
  }

  /** Remembers them. Returns those that are new. */
  add(fileIds: readonly FileId[]): FileId[] {
    const added = fileIds.filter((fileId) => !this.#ids.has(fileId));
    for (const fileId of added) this.#ids.add(fileId);
    for (const fileId of [...this.#ids].slice(0, -keptMax)) this.#ids.delete(fileId);
    if (added.length > 0) this.#write();
    return added;
  }

  #read(): FileId[] {
    try {
      const kept: unknown = JSON.parse(this.#storage?.getItem(this.#key) ?? '[]');
      return Array.isArray(kept) ? kept.filter((fileId) => typeof fileId === 'string') : [];
    } catch {
      return [];
    }
  }

  #write(): void {
    try {
      this.#storage?.setItem(this.#key, JSON.stringify([...this.#ids]));
    } catch {
      // Full, or forbidden: they are remembered for as long as the page lives.
      return;
    }
  }
}
