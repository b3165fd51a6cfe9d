import type { FileNote, RecordingNote } from '../notes';
import { RecordingError } from '../recording-error';
import { fileNoteName, recordingNoteName, reserveName } from './file-names';
import type { Kept, RecordingStorage } from './recording-storage';
import type { SyncFile } from './sync-file';
import { WebmFile } from './webm-file';

/** Room kept free in each recording, for finishing it on a full disk: the cues of many hours. */
const reserveBytes = 512 * 1024;

/** What the File System Standard calls a directory, as far as it is used here; with the workers' synchronous files. */
export interface SyncDirectory {
  getDirectoryHandle(name: string, options?: { create: boolean }): Promise<SyncDirectory>;
  getFileHandle(
    name: string,
    options?: { create: boolean },
  ): Promise<{ createSyncAccessHandle(): Promise<SyncFile> }>;
  removeEntry(name: string): Promise<void>;
  keys(): AsyncIterable<string>;
}

/** Writes recordings into a directory. Lives in a worker: only there are files written at once and in place. */
export class DiskStorage implements RecordingStorage {
  readonly #openRoot: () => Promise<SyncDirectory>;
  readonly #open = new Map<string, WebmFile>();

  constructor(openRoot: () => Promise<SyncDirectory>) {
    this.#openRoot = openRoot;
  }

  async create(id: string, note: RecordingNote): Promise<void> {
    const folder = await (await this.#openRoot()).getDirectoryHandle(id, { create: true });
    await writeWhole(folder, reserveName, new Uint8Array(reserveBytes));
    await writeWhole(folder, recordingNoteName, toBytes(note));
  }

  async open(id: string, file: string, note: FileNote): Promise<void> {
    const folder = await this.#folder(id);
    await writeWhole(folder, fileNoteName(file), toBytes(note));
    this.#open.set(`${id}/${file}`, new WebmFile(await openFile(folder, file)));
  }

  append(id: string, file: string, piece: ArrayBuffer): Promise<Kept> {
    const open = this.#open.get(`${id}/${file}`);
    if (!open) throw new RecordingError('failed', 'file is not open');
    open.append(new Uint8Array(piece));
    return Promise.resolve({ bytes: open.size, durationMs: open.durationMs });
  }

  async finish(id: string, file: string): Promise<void> {
    const key = `${id}/${file}`;
    const open = this.#open.get(key);
    this.#open.delete(key);
    if (open) await this.#finish(await this.#folder(id), file, open);
  }

  async mend(id: string): Promise<void> {
    const folder = await this.#folder(id);
    const names = await namesIn(folder);
    if (names.includes(reserveName)) await folder.removeEntry(reserveName);
    const problems: unknown[] = [];
    for (const name of names.filter((name) => name.endsWith('.webm'))) {
      if (this.#open.has(`${id}/${name}`)) continue;
      // One that can't be mended must not keep the others from it.
      await this.#mendFile(folder, name).catch((error: unknown) => problems.push(error));
    }
    if (problems.length > 0) throw RecordingError.from(problems[0]);
  }

  dispose(): void {
    for (const file of this.#open.values()) file.close();
    this.#open.clear();
  }

  async #mendFile(folder: SyncDirectory, name: string): Promise<void> {
    const file = await openFile(folder, name);
    let webm: WebmFile;
    try {
      webm = WebmFile.reopen(file);
    } catch (error) {
      file.close();
      throw error;
    }
    await this.#finish(folder, name, webm);
  }

  async #finish(folder: SyncDirectory, name: string, file: WebmFile): Promise<void> {
    let isEmpty = false;
    try {
      isEmpty = !file.isFinished && !file.finish();
    } finally {
      file.close();
    }
    if (!isEmpty) return;
    await folder.removeEntry(name);
    await folder.removeEntry(fileNoteName(name));
  }

  async #folder(id: string): Promise<SyncDirectory> {
    return (await this.#openRoot()).getDirectoryHandle(id);
  }
}

async function namesIn(folder: SyncDirectory): Promise<string[]> {
  const names: string[] = [];
  for await (const name of folder.keys()) names.push(name);
  return names;
}

async function openFile(folder: SyncDirectory, name: string): Promise<SyncFile> {
  return (await folder.getFileHandle(name, { create: true })).createSyncAccessHandle();
}

async function writeWhole(folder: SyncDirectory, name: string, bytes: Uint8Array): Promise<void> {
  const file = await openFile(folder, name);
  try {
    if (file.write(bytes, { at: 0 }) < bytes.length) throw new RecordingError('disk-full');
    file.flush();
  } finally {
    file.close();
  }
}

function toBytes(note: RecordingNote | FileNote): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(note));
}
