import type { FileId, ParticipantId, RoomId } from '@/lib/protocol';
import type { FileRecord, KeptFile } from '../file-vault';
import { KeptFolder } from './kept-folder';
import { foldersIn } from './worker-files';

/** Folder of everything that is kept; within it one for each life of a tab in a room: `<roomId>.<participantId>`. */
const rootName = 'parley-files';
/** What was not touched for this long, and belongs to no page that lives, is removed. */
const maxAgeMs = 24 * 60 * 60 * 1_000;
/** A copy of an offered file may be this large, and take this share of what is free. */
const copyMaxBytes = 1024 ** 3;
const copyShare = 0.2;

type Folder = FileSystemDirectoryHandle;

/** Resolves with whether the lock was free; then it is held until the worker ends (Web Locks). */
function hold(name: string, options: LockOptions): Promise<boolean> {
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(name, options, (lock) => {
        resolve(lock !== null);
        return lock ? new Promise<void>(() => undefined) : undefined;
      })
      .catch(reject);
  });
}

/** Keeps files in the origin private file system, in the worker. */
export class VaultKeeper {
  readonly #files = new Map<FileId, KeptFolder>();
  readonly #parents = new Map<FileId, Folder>();
  #own: Folder | null = null;

  /**
   * Finds what earlier lives of this tab have left, and takes over what tabs have left that are gone without a word.
   * A folder whose lock is held belongs to a page that lives.
   */
  async open(roomId: RoomId, self: ParticipantId): Promise<KeptFile[]> {
    const root = await (await navigator.storage.getDirectory()).getDirectoryHandle(rootName, {
      create: true,
    });
    const ownName = `${roomId}.${self}`;
    // Waits for the former life of this page, should it still be ending.
    await hold(`${rootName}/${ownName}`, {});
    this.#own = await root.getDirectoryHandle(ownName, { create: true });
    const found = await this.#find(this.#own);
    for (const [name, folder] of await foldersIn(root)) {
      if (name === ownName) continue;
      await this.#clean(root, name, folder);
      if (!name.startsWith(`${roomId}.`)) continue;
      const isFree = await hold(`${rootName}/${name}`, { ifAvailable: true });
      if (isFree) found.push(...(await this.#find(folder)));
    }
    return found;
  }

  async begin(record: FileRecord): Promise<Uint8Array<ArrayBuffer>> {
    return (await this.#folder(record.offer.fileId)).begin(record);
  }

  write(fileId: FileId, bytes: Uint8Array<ArrayBuffer>, digest: Uint8Array): void {
    const folder = this.#files.get(fileId);
    if (!folder) throw new DOMException('not begun', 'InvalidStateError');
    folder.write(bytes, digest);
  }

  async finish(fileId: FileId): Promise<void> {
    await this.#files.get(fileId)?.finish();
  }

  async stage(record: FileRecord, blob: Blob): Promise<void> {
    const { quota = 0, usage = 0 } = await navigator.storage.estimate();
    const maxBytes = Math.min(copyMaxBytes, copyShare * (quota - usage));
    await (await this.#folder(record.offer.fileId)).stage(record, blob, maxBytes);
  }

  async read(fileId: FileId): Promise<File | null> {
    return (await this.#files.get(fileId)?.read()) ?? null;
  }

  async remove(fileId: FileId): Promise<void> {
    this.#files.get(fileId)?.abandon();
    this.#files.delete(fileId);
    await this.#parents.get(fileId)?.removeEntry(fileId, { recursive: true });
    this.#parents.delete(fileId);
  }

  async #folder(fileId: FileId): Promise<KeptFolder> {
    const known = this.#files.get(fileId);
    if (known) return known;
    if (!this.#own) throw new DOMException('not opened', 'InvalidStateError');
    const folder = new KeptFolder(await this.#own.getDirectoryHandle(fileId, { create: true }));
    this.#files.set(fileId, folder);
    this.#parents.set(fileId, this.#own);
    return folder;
  }

  async #find(parent: Folder): Promise<KeptFile[]> {
    const found: KeptFile[] = [];
    for (const [fileId, handle] of await foldersIn(parent)) {
      const folder = new KeptFolder(handle);
      const kept = await folder.look();
      if (kept?.record.offer.fileId !== fileId || this.#files.has(fileId)) continue;
      this.#files.set(fileId, folder);
      this.#parents.set(fileId, parent);
      found.push(kept);
    }
    return found;
  }

  /** Removes a folder that is old and nobody's. */
  async #clean(root: Folder, name: string, folder: Folder): Promise<void> {
    const files = await foldersIn(folder);
    const changes = await Promise.all(files.map(([, handle]) => new KeptFolder(handle).changedMs()));
    if (files.length > 0 && Date.now() - Math.max(0, ...changes) < maxAgeMs) return;
    await navigator.locks.request(`${rootName}/${name}`, { ifAvailable: true }, async (lock) => {
      if (lock) await root.removeEntry(name, { recursive: true });
    });
  }
}
