/** Between two pictures where the recorder is far behind. */
const longestPeriodMs = 200;
/** More than it ever takes: pictures wait in the recorder, or none do. */
const lateMs = 250;
const punctualMs = 100;

/**
 * How often a film is drawn. A recorder keeps pictures that wait to be encoded: on a busy machine seconds of them, which
 * a crash would cost, and those that it turns away then may be key frames. How far the disk lags behind tells of it, and
 * fewer pictures are drawn until that is made up: five a second at least.
 */
export class PictureRate {
  readonly #tickMs: number;
  #periodMs: number;
  /** The least that it was behind. */
  #usualMs = Number.POSITIVE_INFINITY;
  #begunMs: number | null = null;
  #drawnMs = Number.NEGATIVE_INFINITY;

  constructor(tickMs: number) {
    this.#tickMs = tickMs;
    this.#periodMs = tickMs;
  }

  /** Whether a picture is to be drawn at this tick; if so, it is taken to be drawn. */
  take(nowMs: number): boolean {
    if (nowMs - this.#drawnMs + this.#tickMs / 2 < this.#periodMs) return false;
    this.#begunMs ??= nowMs;
    this.#drawnMs = nowMs;
    return true;
  }

  /** So much of the film, from its first picture on, is on disk now. */
  onKept(durationMs: number, nowMs: number): void {
    const lagMs = nowMs - (this.#begunMs ?? nowMs) - durationMs;
    this.#usualMs = Math.min(lagMs, this.#usualMs);
    const behindMs = lagMs - this.#usualMs;
    if (behindMs > lateMs) this.#periodMs = Math.min(longestPeriodMs, this.#periodMs * 2);
    if (behindMs < punctualMs) this.#periodMs = Math.max(this.#tickMs, this.#periodMs / 1.25);
  }
}
