/** So many sessions one participant may begin with us in quick succession, and one more after each pause. */
const burst = 3;
const everyMs = 2_000;

/** Limits how fast somebody else makes us open peer connections; an offer dropped for it is repeated (PROTOCOL N4). */
export class SessionPace {
  #begunMs: number[] = [];

  /** Whether a session may begin now; counts it when it may. */
  mayBegin(nowMs: number): boolean {
    const recent = this.#begunMs.filter((begunMs) => nowMs - begunMs < burst * everyMs);
    if (recent.length >= burst) return false;
    this.#begunMs = [...recent, nowMs];
    return true;
  }
}
