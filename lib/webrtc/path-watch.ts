/** No sign of life for this long: the path is silent, seconds before ICE would say so. */
const silentAfterMs = 1_000;
/** A page in the background sends its pulses less often: silence is measured in its own rhythm, up to this. */
const silentAfterMaxMs = 5_000;
const rhythm = 2.5;
const rememberedGaps = 3;
/** No more of the time between two looks counts: the page itself stood still, or slept, and could hear nothing. */
const countedMs = 400;

/** Tells whether anything arrives from a peer: pulses, sound or pictures. Has no clock of its own. */
export class PathWatch {
  #silenceMs: number | null = null;
  #lastPulseMs: number | null = null;
  #lastTickMs: number | null = null;
  #lastMark = 0;
  #gapsMs: number[] = [];
  #isSilent = false;

  /** Whether anything has ever arrived. */
  get hasHeard(): boolean {
    return this.#silenceMs !== null;
  }

  /** Whether what once arrived has stopped arriving. */
  get isSilent(): boolean {
    return this.#isSilent;
  }

  /** Something has arrived that comes when it likes. */
  hear(): void {
    this.#silenceMs = 0;
  }

  /** A pulse has arrived. */
  pulse(nowMs: number): void {
    if (this.#lastPulseMs !== null) {
      this.#gapsMs = [...this.#gapsMs, nowMs - this.#lastPulseMs].slice(-rememberedGaps);
    }
    this.#lastPulseMs = nowMs;
    this.hear();
  }

  /**
   * Looks again. `mark` is a number that rises whenever media arrives. Returns whether silence has begun or ended
   * since the last look.
   */
  tick(nowMs: number, mark: number): boolean {
    const passedMs = Math.min(nowMs - (this.#lastTickMs ?? nowMs), countedMs);
    this.#lastTickMs = nowMs;
    if (mark > this.#lastMark) this.#silenceMs = 0;
    else if (this.#silenceMs !== null) this.#silenceMs += passedMs;
    this.#lastMark = mark;
    const isSilent = (this.#silenceMs ?? 0) > this.#patienceMs();
    const hasChanged = isSilent !== this.#isSilent;
    this.#isSilent = isSilent;
    return hasChanged;
  }

  #patienceMs(): number {
    // The shortest of the last gaps: lost pulses and outages make longer ones, a slow rhythm makes all of them long.
    const gapMs = this.#gapsMs.length < rememberedGaps ? 0 : Math.min(...this.#gapsMs);
    return Math.min(Math.max(silentAfterMs, rhythm * gapMs), silentAfterMaxMs);
  }
}
