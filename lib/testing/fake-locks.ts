import type { FakePage } from './fake-file-system';

type Callback = (lock: Lock | null) => unknown;

/** The locks of an origin, exclusive ones only (Web Locks), with pages that may be killed. */
export class FakeLocks {
  /** Who asks for locks now. */
  page: FakePage = { name: 'first' };
  readonly #holders = new Map<string, FakePage>();
  readonly #waiting: { name: string; grant: () => void }[] = [];

  async request(name: string, ...rest: [Callback] | [{ ifAvailable?: boolean }, Callback]): Promise<unknown> {
    const callback = rest.at(-1) as Callback;
    const isPatient = typeof rest[0] === 'function' || !rest[0].ifAvailable;
    const { page } = this;
    if (this.#holders.has(name)) {
      if (!isPatient) return callback(null);
      await new Promise<void>((resolve) => this.#waiting.push({ name, grant: resolve }));
    }
    this.#holders.set(name, page);
    try {
      return await callback({ name, mode: 'exclusive' });
    } finally {
      this.#free(name);
    }
  }

  /** The page is gone: what it held is free. */
  kill(page: FakePage): void {
    for (const [name, holder] of [...this.#holders]) if (holder === page) this.#free(name);
  }

  #free(name: string): void {
    this.#holders.delete(name);
    const index = this.#waiting.findIndex((waiting) => waiting.name === name);
    if (index >= 0) this.#waiting.splice(index, 1)[0]?.grant();
  }
}
