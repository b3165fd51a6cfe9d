interface SpeechDetectorOptions {
  /** Speech begins when the level stays at or above this (0 to 1) for `attackMs` ... */
  onLevel: number;
  attackMs: number;
  /** ... and ends when it stays below this for `releaseMs`, so pauses between words do not flicker. */
  offLevel: number;
  releaseMs: number;
}

/** Hears levels, tells whether somebody is talking. */
export interface SpeechDetector {
  update(level: number, nowMs: number): boolean;
  reset(): void;
}

export function createSpeechDetector(options: SpeechDetectorOptions): SpeechDetector {
  let isTalking = false;
  /** When the level crossed towards the other state; `null` while it stays on this side. */
  let crossedAtMs: number | null = null;
  return {
    update(level, nowMs) {
      const isCrossing = isTalking ? level < options.offLevel : level >= options.onLevel;
      crossedAtMs = isCrossing ? (crossedAtMs ?? nowMs) : null;
      const holdMs = isTalking ? options.releaseMs : options.attackMs;
      if (crossedAtMs !== null && nowMs - crossedAtMs >= holdMs) {
        isTalking = !isTalking;
        crossedAtMs = null;
      }
      return isTalking;
    },
    reset() {
      isTalking = false;
      crossedAtMs = null;
    },
  };
}
