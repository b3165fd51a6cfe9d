/** Web storage in memory that can be full, forbidden or spoiled. */
export class FakeStorage implements Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  readonly entries: Map<string, string>;
  /** The next and all further writes and reads throw. */
  isForbidden = false;
  /** Longest value that fits, in characters. */
  capacity = 5_000_000;

  constructor(entries: Iterable<[string, string]> = []) {
    this.entries = new Map(entries);
  }

  getItem(key: string): string | null {
    this.#check();
    return this.entries.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.#check();
    if (value.length > this.capacity) throw new DOMException('full', 'QuotaExceededError');
    this.entries.set(key, value);
  }

  removeItem(key: string): void {
    this.#check();
    this.entries.delete(key);
  }

  #check(): void {
    if (this.isForbidden) throw new DOMException('denied', 'SecurityError');
  }

  /** The same storage in the hands of one page; nothing of what that does after its end counts. */
  openPage(): FakePageStorage {
    return new FakePageStorage(this);
  }
}

export class FakePageStorage implements Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  readonly #storage: FakeStorage;
  #isOver = false;

  constructor(storage: FakeStorage) {
    this.#storage = storage;
  }

  end(): void {
    this.#isOver = true;
  }

  getItem(key: string): string | null {
    return this.#storage.getItem(key);
  }

  setItem(key: string, value: string): void {
    if (!this.#isOver) this.#storage.setItem(key, value);
  }

  removeItem(key: string): void {
    if (!this.#isOver) this.#storage.removeItem(key);
  }
}
