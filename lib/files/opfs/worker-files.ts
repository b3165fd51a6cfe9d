/** A file of the origin private file system, open for reading and writing in a worker (File System, section 3.4). */
export interface SyncFile {
  read(buffer: Uint8Array<ArrayBuffer>, options: { at: number }): number;
  write(buffer: Uint8Array<ArrayBuffer>, options: { at: number }): number;
  truncate(size: number): void;
  getSize(): number;
  flush(): void;
  close(): void;
}

/** Another page may hold it for a moment still: the former life of this one, while it ends. */
const attempts = 20;
const waitMs = 150;

/** Opens a file, which is made where it is not there. */
export async function openFile(folder: FileSystemDirectoryHandle, name: string): Promise<SyncFile> {
  const handle = await folder.getFileHandle(name, { create: true });
  const opener = handle as unknown as { createSyncAccessHandle(): Promise<SyncFile> };
  for (let attempt = 1; ; attempt++) {
    try {
      return await opener.createSyncAccessHandle();
    } catch (error) {
      const isHeld = error instanceof DOMException && error.name === 'NoModificationAllowedError';
      if (!isHeld || attempt === attempts) throw error;
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }
}

/** Reads a whole small file; `null` where it is not there. */
export async function readFile(folder: FileSystemDirectoryHandle, name: string): Promise<File | null> {
  try {
    return await (await folder.getFileHandle(name)).getFile();
  } catch {
    return null;
  }
}

export async function writeText(
  folder: FileSystemDirectoryHandle,
  name: string,
  text: string,
): Promise<void> {
  const file = await openFile(folder, name);
  try {
    file.truncate(0);
    writeAll(file, new TextEncoder().encode(text), 0);
    file.flush();
  } finally {
    file.close();
  }
}

/** Writes all of it, or throws a `QuotaExceededError`. */
export function writeAll(file: SyncFile, bytes: Uint8Array<ArrayBuffer>, at: number): void {
  const written = file.write(bytes, { at });
  if (written !== bytes.length) throw new DOMException('disk full', 'QuotaExceededError');
}

/** Bytes that are copied at a time, where we have to do it ourselves. */
const copyBytes = 1024 * 1024;

/** Copies a blob into a file, however large it is. Rejects when it is aborted. */
export async function copyBlob(
  folder: FileSystemDirectoryHandle,
  name: string,
  blob: Blob,
  signal: AbortSignal,
): Promise<void> {
  const handle = await folder.getFileHandle(name, { create: true });
  if ('createWritable' in handle) {
    // The browser copies by itself: nothing of it passes through our memory.
    const writable = await handle.createWritable();
    signal.addEventListener('abort', () => void writable.abort().catch(() => undefined));
    await writable.write(blob);
    await writable.close();
    return;
  }
  const file = await openFile(folder, name);
  try {
    for (let at = 0; at < blob.size; at += copyBytes) {
      signal.throwIfAborted();
      writeAll(file, new Uint8Array(await blob.slice(at, at + copyBytes).arrayBuffer()), at);
    }
    file.flush();
  } finally {
    file.close();
  }
}

/** The folders within a folder. */
export async function foldersIn(
  folder: FileSystemDirectoryHandle,
): Promise<[string, FileSystemDirectoryHandle][]> {
  const entries = folder as unknown as { entries(): AsyncIterable<[string, FileSystemHandle]> };
  const found: [string, FileSystemDirectoryHandle][] = [];
  for await (const [name, handle] of entries.entries()) {
    if (handle.kind === 'directory') found.push([name, handle as FileSystemDirectoryHandle]);
  }
  return found;
}

/** Moves the files of one folder to another, where the browser can (File System, `move`). */
export async function moveFiles(
  from: FileSystemDirectoryHandle | null,
  to: FileSystemDirectoryHandle | undefined,
): Promise<void> {
  if (!from || !to) return;
  const entries = from as unknown as { entries(): AsyncIterable<[string, FileSystemHandle]> };
  const found: [string, FileSystemHandle][] = [];
  for await (const entry of entries.entries()) found.push(entry);
  for (const [name, handle] of found) {
    const movable = handle as unknown as {
      move?: (to: FileSystemDirectoryHandle, name: string) => Promise<void>;
    };
    await movable.move?.(to, name);
  }
}
