/**
 * A peer connection's operations chain (webrtc-pc 4.4.1.2): operations run one at a time in the order they were
 * asked for, and what was asked for before `close` never settles after it.
 */
export class FakeOperationsChain {
  readonly #operations: (() => void)[] = [];
  readonly #onEmpty: () => void;
  #isClosed = false;

  constructor(onEmpty: () => void) {
    this.#onEmpty = onEmpty;
  }

  get isEmpty(): boolean {
    return this.#operations.length === 0;
  }

  /** Rejects with `InvalidStateError` once closed. */
  run<T>(operation: () => Promise<T>): Promise<T> {
    if (this.#isClosed) return Promise.reject(new DOMException('closed', 'InvalidStateError'));
    return new Promise<T>((resolve, reject) => {
      this.#operations.push(() => {
        operation().then(
          (value) => this.#finish(() => resolve(value)),
          (error: unknown) => this.#finish(() => reject(error)),
        );
      });
      if (this.#operations.length === 1) this.#operations[0]?.();
    });
  }

  close(): void {
    this.#isClosed = true;
  }

  #finish(settle: () => void): void {
    if (this.#isClosed) return;
    settle();
    this.#operations.shift();
    const next = this.#operations[0];
    if (next) next();
    else this.#onEmpty();
  }
}
