import type { SyncDirectory } from './disk-storage';
import type { SyncFile } from './sync-file';

/** A disk in memory, with a quota: what it holds survives whoever wrote it. */
export class TestDisk {
  readonly files = new Map<string, Uint8Array>();
  /** Files that somebody writes now. */
  readonly open = new Set<string>();
  /** Bytes that fit on it. */
  quota = Number.POSITIVE_INFINITY;
  /** `short`: as much as fits is written; `throws`: nothing is. */
  whenFull: 'short' | 'throws' = 'throws';

  get used(): number {
    return [...this.files.values()].reduce((sum, { length }) => sum + length, 0);
  }

  /** Nobody writes any more: whoever did is dead. */
  crash(): void {
    this.open.clear();
  }

  directory(path = ''): SyncDirectory {
    const inside = (name: string) => `${path}${name}`;
    return {
      getDirectoryHandle: (name) => Promise.resolve(this.directory(`${inside(name)}/`)),
      getFileHandle: (name) =>
        Promise.resolve({ createSyncAccessHandle: () => Promise.resolve(this.file(inside(name))) }),
      removeEntry: (name) => {
        this.files.delete(inside(name));
        return Promise.resolve();
      },
      keys: () => this.#keys(path),
    };
  }

  file(path: string): SyncFile {
    if (this.open.has(path)) throw new DOMException('locked', 'NoModificationAllowedError');
    this.open.add(path);
    const read = () => this.files.get(path) ?? new Uint8Array();
    this.files.set(path, read());
    return {
      read: (buffer, { at }) => {
        const bytes = read().subarray(at, at + buffer.length);
        buffer.set(bytes);
        return bytes.length;
      },
      write: (bytes, { at }) => {
        const before = read();
        const growth = Math.max(0, at + bytes.length - before.length);
        const room = Math.max(0, this.quota - this.used);
        if (growth > room && this.whenFull === 'throws') throw new DOMException('full', 'QuotaExceededError');
        const written = bytes.subarray(0, bytes.length - Math.max(0, growth - room));
        const after = new Uint8Array(Math.max(before.length, at + written.length));
        after.set(before);
        after.set(written, at);
        this.files.set(path, after);
        return written.length;
      },
      truncate: (size) => {
        this.files.set(path, read().slice(0, size));
      },
      getSize: () => read().length,
      flush: () => undefined,
      close: () => {
        this.open.delete(path);
      },
    };
  }

  async *#keys(path: string): AsyncGenerator<string> {
    for (const name of this.files.keys()) {
      if (name.startsWith(path)) yield name.slice(path.length).split('/')[0] ?? '';
    }
  }
}
