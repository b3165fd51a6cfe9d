import type { Clock } from '@/lib/store/clock';
import type { SeededRandom } from './seeded-random';

/**
 * One direction of signaling between two ends. Messages keep their order, as the seals demand (PROTOCOL C5), but may
 * be late, lost, or come twice in a row.
 */
export class FakeLink<T> {
  lossRate = 0;
  duplicateRate = 0;
  maxDelayMs = 0;
  #lastDueMs = 0;
  readonly #clock: Clock;
  readonly #random: SeededRandom;
  readonly #deliver: (message: T) => void;

  constructor(clock: Clock, random: SeededRandom, deliver: (message: T) => void) {
    this.#clock = clock;
    this.#random = random;
    this.#deliver = deliver;
  }

  send(message: T): void {
    const copy = structuredClone(message);
    const delayMs = this.#random.below(this.maxDelayMs + 1);
    const isLost = this.#random.hasLuck(this.lossRate);
    const isDoubled = this.#random.hasLuck(this.duplicateRate);
    if (isLost) return;
    const nowMs = this.#clock.now();
    this.#lastDueMs = Math.max(this.#lastDueMs, nowMs + delayMs);
    this.#clock.setTimeout(() => {
      this.#deliver(copy);
      if (isDoubled) this.#deliver(structuredClone(copy));
    }, this.#lastDueMs - nowMs);
  }
}
