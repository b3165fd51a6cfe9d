import { saveFile } from './save-file';

/**
 * What became of a file that was to be saved.
 * - `saved`: a whole copy is where the person wanted it
 * - `handed-over`: the browser has it as a download, and says nothing more about it
 * - `cancelled`: the person thought better of it
 * - `failed`: there is no whole copy
 */
export type SaveOutcome = 'saved' | 'handed-over' | 'cancelled' | 'failed';

/** The File System Access API, as far as it is needed; not in TypeScript's own list. */
interface SavePicker {
  showSaveFilePicker?: (options: {
    suggestedName: string;
    types: { accept: Record<string, string[]> }[];
  }) => Promise<FileSystemFileHandle>;
}

/**
 * Copies a file to where the person wants it, from disk to disk, never through memory: where the browser can ask for
 * a place, it is known when the copy is whole; elsewhere it becomes a download. Never rejects.
 */
export async function saveCopy(file: File, name: string): Promise<SaveOutcome> {
  const place = await askForPlace(name);
  if (place === 'cancelled') return place;
  if (place === null) {
    saveFile(file, name);
    return 'handed-over';
  }
  try {
    // Closes what it writes to: only then is the copy in its place.
    await file.stream().pipeTo(await place.createWritable());
    return 'saved';
  } catch {
    return 'failed';
  }
}

/** `null` where the browser does not ask. */
async function askForPlace(name: string): Promise<FileSystemFileHandle | 'cancelled' | null> {
  const { showSaveFilePicker } = window as SavePicker;
  if (!showSaveFilePicker) return null;
  try {
    return await showSaveFilePicker({
      suggestedName: name,
      types: [{ accept: { 'video/webm': ['.webm'] } }],
    });
  } catch (error) {
    const isCancelled = error instanceof DOMException && error.name === 'AbortError';
    return isCancelled ? 'cancelled' : null;
  }
}
