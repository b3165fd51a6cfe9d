/** The span over which speed is averaged. */
const spanMs = 3_000;

/** How fast bytes come or go, over the last seconds. */
export class SpeedMeter {
  #marks: { atMs: number; bytes: number }[] = [];

  /** So many bytes are done at this moment, in all. */
  mark(bytes: number, nowMs: number): void {
    const last = this.#marks.at(-1);
    if (last && nowMs - last.atMs < 100) return;
    this.#marks.push({ atMs: nowMs, bytes });
    while (this.#marks.length > 2 && nowMs - (this.#marks[1]?.atMs ?? nowMs) >= spanMs) this.#marks.shift();
  }

  /** Bytes per second; 0 as long as there is nothing to tell from. */
  get bytesPerSecond(): number {
    const [first] = this.#marks;
    const last = this.#marks.at(-1);
    if (!first || !last || last.atMs === first.atMs) return 0;
    return Math.max(0, ((last.bytes - first.bytes) * 1_000) / (last.atMs - first.atMs));
  }

  reset(): void {
    this.#marks = [];
  }
}
