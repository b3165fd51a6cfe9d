import { limits } from '@/lib/protocol';

/**
 * The order in which people make things in a room, without clocks that agree (Lamport 1978): whatever somebody makes
 * comes after everything that they had seen. What is made at the same time has the same place; `mergeTimeline`
 * decides then.
 */
export class LogicalClock {
  #latest = 0;

  /** The place of what is made now. */
  next(): number {
    this.#latest = Math.min(this.#latest + 1, limits.orderMax);
    return this.#latest;
  }

  /** Something of this place has been seen. */
  observe(order: number): void {
    this.#latest = Math.min(Math.max(this.#latest, order), limits.orderMax);
  }
}
