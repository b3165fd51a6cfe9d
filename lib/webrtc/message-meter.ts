import type { Clock } from '@/lib/store/clock';

/** Counts what one peer says within spans of time: each message makes us work, and no server stands between us. */
export class MessageMeter {
  readonly #perSpan: number;
  readonly #spanMs: number;
  readonly #clock: Clock;
  #spanBeganMs = Number.NEGATIVE_INFINITY;
  #count = 0;

  constructor({ perSpan, spanMs, clock }: { perSpan: number; spanMs: number; clock: Clock }) {
    this.#perSpan = perSpan;
    this.#spanMs = spanMs;
    this.#clock = clock;
  }

  /** Counts one more: `heard`, or beyond what is heard in this span; `first-beyond` once for each span. */
  count(): 'heard' | 'first-beyond' | 'beyond' {
    if (this.#clock.now() - this.#spanBeganMs >= this.#spanMs) {
      this.#spanBeganMs = this.#clock.now();
      this.#count = 0;
    }
    this.#count += 1;
    if (this.#count <= this.#perSpan) return 'heard';
    return this.#count === this.#perSpan + 1 ? 'first-beyond' : 'beyond';
  }
}
