/** What one page does with the disk and the locks ends with it. */
export interface FakePage {
  readonly name: string;
}

/** The disk of an origin (File System), and how what is on it is locked. Handles work as a worker's do. */
export class FakeDisk {
  readonly root = new FakeFolder(this, 'root');
  nowMs = 1_000_000_000_000;
  /** Who opens files now. */
  page: FakePage = { name: 'first' };
  /** Copies wait until this resolves. */
  copying: Promise<void> = Promise.resolve();
  readonly #open = new Map<FakeFile, FakePage>();

  hold(file: FakeFile): void {
    if (this.#open.has(file)) throw new DOMException('held', 'NoModificationAllowedError');
    this.#open.set(file, this.page);
  }

  free(file: FakeFile): void {
    this.#open.delete(file);
  }

  isHeld(file: FakeFile): boolean {
    return this.#open.has(file);
  }

  /** The page is gone: it holds nothing any more. */
  kill(page: FakePage): void {
    for (const [file, holder] of [...this.#open]) if (holder === page) this.#open.delete(file);
  }
}

type Entry = FakeFolder | FakeFile;

class FakeFolder {
  readonly kind = 'directory';
  readonly #entries = new Map<string, Entry>();
  readonly #disk: FakeDisk;
  #isRemoved = false;

  constructor(
    disk: FakeDisk,
    readonly name: string,
  ) {
    this.#disk = disk;
  }

  async getDirectoryHandle(name: string, { create = false } = {}): Promise<FakeFolder> {
    const found = this.#find(name, create, () => new FakeFolder(this.#disk, name));
    if (!(found instanceof FakeFolder)) throw new DOMException(name, 'TypeMismatchError');
    return found;
  }

  async getFileHandle(name: string, { create = false } = {}): Promise<FakeFile> {
    const found = this.#find(name, create, () => new FakeFile(this.#disk, name));
    if (!(found instanceof FakeFile)) throw new DOMException(name, 'TypeMismatchError');
    found.folder = this;
    return found;
  }

  async removeEntry(name: string, { recursive = false } = {}): Promise<void> {
    const found = this.#entries.get(name);
    if (!found) throw new DOMException(name, 'NotFoundError');
    if (found instanceof FakeFolder) found.remove(recursive);
    else if (this.#disk.isHeld(found)) throw new DOMException(name, 'NoModificationAllowedError');
    this.#entries.delete(name);
  }

  async *entries(): AsyncGenerator<[string, Entry]> {
    for (const entry of [...this.#entries]) yield entry;
  }

  /** Every path within, with the sizes of files. */
  list(path = ''): string[] {
    return [...this.#entries].flatMap(([name, entry]) =>
      entry instanceof FakeFolder ? entry.list(`${path}${name}/`) : [`${path}${name} ${entry.bytes.length}`],
    );
  }

  remove(recursive: boolean): void {
    if (this.#entries.size > 0 && !recursive) throw new DOMException(this.name, 'InvalidModificationError');
    for (const entry of this.#entries.values()) {
      if (entry instanceof FakeFolder) entry.remove(true);
      else if (this.#disk.isHeld(entry)) throw new DOMException(entry.name, 'NoModificationAllowedError');
    }
    this.#isRemoved = true;
  }

  take(file: FakeFile, name: string): void {
    this.#entries.set(name, file);
  }

  forget(name: string): void {
    this.#entries.delete(name);
  }

  #find(name: string, create: boolean, make: () => Entry): Entry {
    if (this.#isRemoved) throw new DOMException(this.name, 'NotFoundError');
    const found = this.#entries.get(name);
    if (found) return found;
    if (!create) throw new DOMException(name, 'NotFoundError');
    const made = make();
    this.#entries.set(name, made);
    return made;
  }
}

class FakeFile {
  readonly kind = 'file';
  readonly #disk: FakeDisk;
  folder: FakeFolder | null = null;
  bytes = new Uint8Array(0);
  lastModified: number;

  constructor(
    disk: FakeDisk,
    readonly name: string,
  ) {
    this.#disk = disk;
    this.lastModified = disk.nowMs;
  }

  async getFile(): Promise<File> {
    return new File([this.bytes.slice()], this.name, { lastModified: this.lastModified });
  }

  async move(folder: FakeFolder, name: string): Promise<void> {
    if (this.#disk.isHeld(this)) throw new DOMException(name, 'NoModificationAllowedError');
    this.folder?.forget(this.name);
    folder.take(this, name);
  }

  async createWritable() {
    const parts: Blob[] = [];
    let abort: (error: Error) => void = () => undefined;
    const aborted = new Promise<never>((_, reject) => {
      abort = reject;
    });
    aborted.catch(() => undefined);
    return {
      write: (blob: Blob) => Promise.race([this.#disk.copying.then(() => parts.push(blob)), aborted]),
      close: async () => this.#put(new Uint8Array(await new Blob(parts).arrayBuffer())),
      abort: async () => abort(new DOMException('aborted', 'AbortError')),
    };
  }

  async createSyncAccessHandle() {
    this.#disk.hold(this);
    return {
      read: (buffer: Uint8Array, { at }: { at: number }) => {
        const bytes = this.bytes.subarray(at, at + buffer.length);
        buffer.set(bytes);
        return bytes.length;
      },
      write: (buffer: Uint8Array, { at }: { at: number }) => {
        const grown = new Uint8Array(Math.max(this.bytes.length, at + buffer.length));
        grown.set(this.bytes);
        grown.set(buffer, at);
        this.#put(grown);
        return buffer.length;
      },
      truncate: (size: number) => this.#put(this.bytes.slice(0, size)),
      getSize: () => this.bytes.length,
      flush: () => undefined,
      close: () => this.#disk.free(this),
    };
  }

  #put(bytes: Uint8Array<ArrayBuffer>): void {
    this.bytes = bytes;
    this.lastModified = this.#disk.nowMs;
  }
}
