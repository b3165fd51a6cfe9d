/** A node that was silent for so long counts as dead: its people are interrupted. */
export const leaseMs = 5_000;
/** Who was silent for so long is forgotten. */
export const rollKeptMs = 600_000;

/** Which nodes live, as of the last beat, by the clock of Redis. */
export class NodeRoll {
  #nowMs = 0;
  #lastSeenMs = new Map<string, number>();

  /** Takes in what a beat brought: the time, and node and time in turns. */
  update(nowMs: number, entries: readonly string[]): void {
    this.#nowMs = nowMs;
    this.#lastSeenMs = new Map();
    for (let i = 0; i + 1 < entries.length; i += 2) {
      this.#lastSeenMs.set(entries[i] ?? '', Number(entries[i + 1]));
    }
  }

  /** The time of Redis at the last beat. */
  get nowMs(): number {
    return this.#nowMs;
  }

  /** How many nodes live. */
  get livingCount(): number {
    return [...this.#lastSeenMs.keys()].filter((nodeId) => this.deadSinceMs(nodeId) === null).length;
  }

  /** Whether one died within the last `rollKeptMs`. */
  get hasDead(): boolean {
    return this.livingCount < this.#lastSeenMs.size;
  }

  /** Since when a node is dead, ms on the clock of Redis; `null` while it lives. */
  deadSinceMs(nodeId: string): number | null {
    const lastSeenMs = this.#lastSeenMs.get(nodeId);
    if (lastSeenMs === undefined) return this.#nowMs;
    return this.#nowMs - lastSeenMs > leaseMs ? lastSeenMs : null;
  }
}
