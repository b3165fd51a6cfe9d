import type { FileId, RoomId } from '@/lib/protocol';
import type { TabStorage } from '@/lib/room/tab-storage';

/** So many are remembered, the newest. */
const keptMax = 2_000;

/**
 * Which offers the person at this tab has been told of: what is offered again after a reload is nothing new. Where the
 * browser keeps nothing, it is.
 */
export class SeenFiles {
  readonly #storage: TabStorage | null;
  readonly #key: string;
  readonly #seen: Set<FileId>;

  constructor(storage: TabStorage | null, roomId: RoomId) {
    this.#storage = storage;
    this.#key = `parley.files.${roomId}`;
    this.#seen = new Set(this.#read());
  }

  /** Those of them that were never seen before; from now on they are. */
  takeNew(fileIds: readonly FileId[]): FileId[] {
    const fresh = fileIds.filter((fileId) => !this.#seen.has(fileId));
    for (const fileId of fresh) this.#seen.add(fileId);
    if (fresh.length > 0) this.#write();
    return fresh;
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
      this.#storage?.setItem(this.#key, JSON.stringify([...this.#seen].slice(-keptMax)));
    } catch {
      // Full, or forbidden: the next life of the page tells of some of them once more.
      return;
    }
  }
}
