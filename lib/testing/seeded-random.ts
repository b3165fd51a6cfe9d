/** Random numbers that a seed repeats: the same seed draws the same numbers (mulberry32). */
export interface SeededRandom {
  /** From 0, inclusive, to 1, exclusive. */
  next(): number;
  /** A whole number from 0, inclusive, to `end`, exclusive. */
  below(end: number): number;
  hasLuck(probability: number): boolean;
}

export function createSeededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  return {
    next,
    below: (end) => Math.floor(next() * end),
    hasLuck: (probability) => next() < probability,
  };
}
