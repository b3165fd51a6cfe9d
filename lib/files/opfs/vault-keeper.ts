import type { FileId, ParticipantId, RoomId } from '@/lib/protocol';
import { createSerialQueue } from '@/lib/store/serial-queue';
import type { FileRecord, KeptFile } from '../file-vault';
import { KeptFolder } from './kept-folder';
import { foldersIn, moveFiles } from './worker-files';

/** Folder of everything that is kept; within it one for each life of a tab in a room: `<roomId>.<participantId>`. */
const rootName = 'parley-files';
/** What was not touched for this long, and belongs to no page that lives, is removed. */
const maxAgeMs = 24 * 60 * 60 * 1_000;
/** A copy of an offered file may be this large, and take this share of what is free. */
const copyMaxBytes = 1024 ** 3;
const copyShare = 0.2;

type Folder = FileSystemDirectoryHandle;

/** Takes a lock until the worker ends; waits for the former life of the page, should that still be ending (Web Locks). */
function holdForLife(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(name, () => {
        resolve();
        return new Promise<void>(() => undefined);
      })
      .catch(reject);
  });
}

/** Keeps files in the origin private file system, in the worker. What is asked for is done in that order. */
export class VaultKeeper {
  readonly #queue = createSerialQueue();
  readonly #files = new Map<FileId, KeptFolder>();
  readonly #parents = new Map<FileId, Folder>();
  #own: Folder | null = null;
  #place: { root: Folder; ownName: string; roomId: RoomId } | null = null;

  /** Finds what earlier lives of this tab have left. Folders that are old, and of no page that lives, are removed. */
  async open(roomId: RoomId, self: ParticipantId): Promise<KeptFile[]> {
    const root = await (await navigator.storage.getDirectory()).getDirectoryHandle(rootName, {
      create: true,
    });
    const ownName = `${roomId}.${self}`;
    this.#place = { root, ownName, roomId };
    await holdForLife(`${rootName}/${ownName}`);
    this.#own = await root.getDirectoryHandle(ownName, { create: true });
    for (const [name, folder] of await foldersIn(root)) {
      // Another page may be removing it as well; what stays is looked at again next time.
      if (name !== ownName) await this.#clean(root, name, folder).catch(() => undefined);
    }
    return this.#find(this.#own);
  }

  begin(record: FileRecord, likeId: FileId | null = null): Promise<Uint8Array<ArrayBuffer>> {
    const { fileId } = record.offer;
    return this.#queue.run(async () => {
      if (!this.#files.has(fileId)) await this.#takeOver(fileId);
      if (likeId && !this.#files.has(fileId)) await this.#takeFrom(likeId, fileId);
      return (await this.#folder(fileId)).begin(record);
    });
  }

  write(fileId: FileId, bytes: Uint8Array<ArrayBuffer>, digest: Uint8Array): void {
    const folder = this.#files.get(fileId);
    if (!folder) throw new DOMException('not begun', 'InvalidStateError');
    folder.write(bytes, digest);
  }

  async finish(fileId: FileId): Promise<void> {
    await this.#queue.run(() => this.#files.get(fileId)?.finish());
  }

  async update(record: FileRecord): Promise<void> {
    await this.#queue.run(() => this.#files.get(record.offer.fileId)?.update(record));
  }

  /** Nobody waits for the copy, which may take long: whatever is asked for meanwhile is done at once. */
  async stage(record: FileRecord, blob: Blob): Promise<void> {
    const folder = await this.#queue.run(async () => {
      const staged = await this.#folder(record.offer.fileId);
      await staged.update(record);
      return staged;
    });
    const { quota = 0, usage = 0 } = await navigator.storage.estimate();
    if (blob.size <= Math.min(copyMaxBytes, copyShare * (quota - usage))) await folder.copy(blob);
  }

  async read(fileId: FileId): Promise<File | null> {
    return (await this.#files.get(fileId)?.read()) ?? null;
  }

  remove(fileId: FileId): Promise<void> {
    return this.#queue.run(async () => {
      await this.#files.get(fileId)?.abandon();
      this.#files.delete(fileId);
      await this.#parents.get(fileId)?.removeEntry(fileId, { recursive: true });
      this.#parents.delete(fileId);
    });
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

  /**
   * What a tab of this room had of the same file, and is gone with, is ours now: a tab that was lost returns as
   * somebody new. Nothing is taken from a page that lives.
   */
  async #takeOver(fileId: FileId): Promise<void> {
    if (!this.#place || !this.#own) return;
    const { root, ownName, roomId } = this.#place;
    for (const [name, folder] of await foldersIn(root)) {
      if (name === ownName || !name.startsWith(`${roomId}.`)) continue;
      // Another page may be taking or removing it as well: what can't be had is fetched.
      await this.#takeFromTab(name, folder, fileId).catch(() => undefined);
    }
  }

  async #takeFromTab(name: string, folder: Folder, fileId: FileId): Promise<void> {
    const isThere = (await foldersIn(folder)).some(([other]) => other === fileId);
    if (!isThere) return;
    await navigator.locks.request(`${rootName}/${name}`, { ifAvailable: true }, async (lock) => {
      const from = lock && (await folder.getDirectoryHandle(fileId));
      const kept = from && (await new KeptFolder(from).look());
      if (kept?.record.role !== 'incoming') return;
      await moveFiles(from, await this.#own?.getDirectoryHandle(fileId, { create: true }));
      await folder.removeEntry(fileId, { recursive: true });
    });
  }

  /** What we have of another file is this one's now. */
  async #takeFrom(likeId: FileId, fileId: FileId): Promise<void> {
    const parent = this.#parents.get(likeId);
    if (!parent) return;
    this.#files.get(likeId)?.close();
    this.#files.delete(likeId);
    this.#parents.delete(likeId);
    const from = await parent.getDirectoryHandle(likeId);
    await moveFiles(from, await this.#own?.getDirectoryHandle(fileId, { create: true }));
    await parent.removeEntry(likeId, { recursive: true });
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
