interface SpeechDetectorOptions {
  /** Speech begins when `attackMs` of sound at or above this level (0 to 1) have come together ... */
  onLevel: number;
  attackMs: number;
  /** ... and ends when the level stays below this for `releaseMs`, so pauses between words do not flicker. */
  offLevel: number;
  releaseMs: number;
}

/** Hears levels, tells whether somebody is talking. */
export interface SpeechDetector {
  update(level: number, nowMs: number): boolean;
  reset(): void;
}

/** Between syllables what was heard fades at this share of real time: a sentence adds up, single knocks do not. */
const fading = 0.5;
/** One reading stands for no more than this, however late it comes: hidden pages have slow timers. */
const longestReadingMs = 200;

export function createSpeechDetector(options: SpeechDetectorOptions): SpeechDetector {
  let isTalking = false;
  let lastMs: number | null = null;
  let heardMs = 0;
  let silentMs = 0;

  function reset(): void {
    isTalking = false;
    lastMs = null;
    heardMs = silentMs = 0;
  }

  return {
    update(level, nowMs) {
      const elapsedMs = Math.min(nowMs - (lastMs ?? nowMs), longestReadingMs);
      lastMs = nowMs;
      silentMs = level < options.offLevel ? silentMs + elapsedMs : 0;
      heardMs = level >= options.onLevel ? heardMs + elapsedMs : Math.max(0, heardMs - elapsedMs * fading);
      if (level >= options.onLevel && heardMs >= options.attackMs) isTalking = true;
      if (isTalking && silentMs >= options.releaseMs) reset();
      return isTalking;
    },
    reset,
  };
}
