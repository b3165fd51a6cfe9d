import type { Clock } from '@/lib/store/clock';
import { createStore, type ReadonlyStore } from '@/lib/store/store';
import { type FileNote, parseFileNote, parseRecordingNote, type RecordingNote } from './notes';
import { fileNoteName, recordingNoteName } from './storage/file-names';
import type { RecordingStorage } from './storage/recording-storage';

/** A file of a recording, whole and seekable. */
export interface SavedFile {
  name: string;
  note: FileNote;
  bytes: number;
}

/** A recording on this device that nobody writes any more. */
export interface SavedRecording {
  id: string;
  note: RecordingNote;
  files: readonly SavedFile[];
}

/** As much of a directory of the origin's private file system as is used. */
export interface RecordingsDirectory {
  keys(): AsyncIterable<string>;
  getDirectoryHandle(name: string): Promise<RecordingsDirectory>;
  getFileHandle(name: string): Promise<{ getFile(): Promise<File> }>;
  removeEntry(name: string, options?: { recursive: boolean }): Promise<void>;
}

interface SavedRecordingsPorts {
  openRoot: () => Promise<RecordingsDirectory>;
  storage: Pick<RecordingStorage, 'mend'>;
  /** Runs `task` while nobody else writes the recording, and before anybody does: waits for a page that records. */
  whenFree: (id: string, task: () => Promise<void>, signal: AbortSignal) => Promise<void>;
  clock: Clock;
}

/** Between attempts to mend: of a page that died, the lock goes a moment before its hold on the files. */
const mendAgainMs = [250, 500, 1_000];

/** The recordings that were saved on this device, also by a page that is no more; mended where it did not get to that. */
export class SavedRecordings {
  readonly #state = createStore<readonly SavedRecording[]>([]);
  readonly #ports: SavedRecordingsPorts;
  readonly #closing = new AbortController();

  constructor(ports: SavedRecordingsPorts) {
    this.#ports = ports;
  }

  /** Newest first. */
  get state(): ReadonlyStore<readonly SavedRecording[]> {
    return this.#state;
  }

  /** Finds them. Each is listed as soon as nobody writes it any more and its files are as whole as they can be made. */
  async find(): Promise<void> {
    const root = await this.#ports.openRoot();
    const { signal } = this.#closing;
    await Promise.all(
      (await namesIn(root)).map((id) => this.#ports.whenFree(id, () => this.#take(root, id), signal)),
    );
  }

  /** Waits for nobody any more. */
  close(): void {
    this.#closing.abort();
  }

  /**
   * The file itself, which is read only as it is saved; `null` when another page has discarded the recording meanwhile,
   * which is listed no longer then.
   */
  async open(id: string, name: string): Promise<File | null> {
    const root = await this.#ports.openRoot();
    if (!(await namesIn(root)).includes(id)) {
      this.#forget(id);
      return null;
    }
    return (await (await root.getDirectoryHandle(id)).getFileHandle(name)).getFile();
  }

  /** Deletes a recording for good, or what is left of it. */
  async discard(id: string): Promise<void> {
    const root = await this.#ports.openRoot();
    if ((await namesIn(root)).includes(id)) await root.removeEntry(id, { recursive: true });
    this.#forget(id);
  }

  #forget(id: string): void {
    this.#state.update((recordings) => recordings.filter((recording) => recording.id !== id));
  }

  async #take(root: RecordingsDirectory, id: string): Promise<void> {
    const isMended = await this.#mend(id);
    const recording = await readRecording(await root.getDirectoryHandle(id), id);
    if (!recording) {
      // What could not be looked at may still hold something.
      if (isMended) await root.removeEntry(id, { recursive: true });
      return;
    }
    this.#state.update((recordings) =>
      [...recordings.filter((other) => other.id !== id), recording].sort(
        (one, other) => other.note.startedAtMs - one.note.startedAtMs,
      ),
    );
  }

  /** Whether that was possible; one that can't be made seekable still plays. */
  async #mend(id: string): Promise<boolean> {
    const { storage, clock } = this.#ports;
    const mend = () =>
      storage.mend(id).then(
        () => true,
        () => false,
      );
    for (const waitMs of mendAgainMs) {
      if (await mend()) return true;
      if (this.#closing.signal.aborted) return false;
      await new Promise<void>((resolve) => clock.setTimeout(resolve, waitMs));
    }
    return mend();
  }
}

async function namesIn(directory: RecordingsDirectory): Promise<string[]> {
  const names: string[] = [];
  for await (const name of directory.keys()) names.push(name);
  return names.sort();
}

/** `null` when there is nothing in it to see or hear. */
async function readRecording(folder: RecordingsDirectory, id: string): Promise<SavedRecording | null> {
  const names = await namesIn(folder);
  const read = async (name: string) => (await folder.getFileHandle(name)).getFile();
  const readNote = async (name: string) => (names.includes(name) ? (await read(name)).text() : '');
  const found = await Promise.all(
    names
      .filter((name) => name.endsWith('.webm'))
      .map(async (name) => {
        const { size, lastModified } = await read(name);
        const note = parseFileNote(await readNote(fileNoteName(name)));
        return { name, bytes: size, lastModified, note: note ?? unknownFile };
      }),
  );
  const files = found.filter(({ bytes }) => bytes > 0);
  const [first] = files;
  if (!first) return null;
  const note = parseRecordingNote(await readNote(recordingNoteName));
  return {
    id,
    files: files.map(({ name, bytes, note }) => ({ name, bytes, note })),
    note: note ?? {
      version: 1,
      startedAtMs: first.lastModified,
      kind: files.length > 1 ? 'tracks' : 'composed',
    },
  };
}

const unknownFile: FileNote = { label: '', source: 'stage', startOffsetMs: 0, mimeType: 'video/webm' };
