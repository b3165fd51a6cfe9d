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
  whenFree: (id: string, task: () => Promise<void>) => Promise<void>;
}

/** The recordings that were saved on this device, also by a page that is no more; mended where it did not get to that. */
export class SavedRecordings {
  readonly #state = createStore<readonly SavedRecording[]>([]);
  readonly #ports: SavedRecordingsPorts;

  constructor(ports: SavedRecordingsPorts) {
    this.#ports = ports;
  }

  /** Newest first. */
  get state(): ReadonlyStore<readonly SavedRecording[]> {
    return this.#state;
  }

  /** Finds them. Each is listed as soon as nobody writes it any more and its files are whole. */
  async find(): Promise<void> {
    const root = await this.#ports.openRoot();
    await Promise.all(
      (await namesIn(root)).map((id) => this.#ports.whenFree(id, () => this.#take(root, id))),
    );
  }

  /** The file itself, which is read only as it is saved. */
  async open(id: string, name: string): Promise<File> {
    const folder = await (await this.#ports.openRoot()).getDirectoryHandle(id);
    return (await folder.getFileHandle(name)).getFile();
  }

  /** Deletes a recording for good, or what is left of it. */
  async discard(id: string): Promise<void> {
    const root = await this.#ports.openRoot();
    if ((await namesIn(root)).includes(id)) await root.removeEntry(id, { recursive: true });
    this.#state.update((recordings) => recordings.filter((recording) => recording.id !== id));
  }

  async #take(root: RecordingsDirectory, id: string): Promise<void> {
    await this.#ports.storage.mend(id);
    const recording = await readRecording(await root.getDirectoryHandle(id), id);
    if (!recording) {
      await root.removeEntry(id, { recursive: true });
      return;
    }
    this.#state.update((recordings) =>
      [...recordings.filter((other) => other.id !== id), recording].sort(
        (one, other) => other.note.startedAtMs - one.note.startedAtMs,
      ),
    );
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
  const files = await Promise.all(
    names
      .filter((name) => name.endsWith('.webm'))
      .map(async (name) => {
        const { size, lastModified } = await read(name);
        const note = parseFileNote(await readNote(fileNoteName(name)));
        return { name, bytes: size, lastModified, note: note ?? unknownFile };
      }),
  );
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
