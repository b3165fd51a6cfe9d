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
}
