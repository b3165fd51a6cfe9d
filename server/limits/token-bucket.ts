/** A token bucket with no timer of its own: it is filled by arithmetic when somebody takes from it. */
export class TokenBucket {
  #tokens: number;
  #filledAtMs: number;

  /** Full at the start, with `capacity` tokens; gains `perSecond` tokens each second up to that. */
  constructor(
    private readonly capacity: number,
    private readonly perSecond: number,
    nowMs: number,
  ) {
    this.#tokens = capacity;
    this.#filledAtMs = nowMs;
  }

  /** Takes one token; `false` when there is none. */
  take(nowMs: number): boolean {
    const gained = ((nowMs - this.#filledAtMs) / 1000) * this.perSecond;
    this.#tokens = Math.min(this.capacity, this.#tokens + gained);
    this.#filledAtMs = nowMs;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
