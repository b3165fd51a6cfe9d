/** However slow drawing is, so often it is done. */
const longestRestMs = 1_000;

interface DrawingClockOptions {
  /** `ticker-worker.ts`, or what speaks like it: answers a number of milliseconds after as many. */
  ticker: Pick<Worker, 'addEventListener' | 'postMessage' | 'terminate'>;
  /** From one drawing to the next, where the machine is fast enough. */
  periodMs: number;
  draw: () => void;
  /** Milliseconds from any beginning. */
  now?: () => number;
}

/**
 * Has something drawn again and again, whether or not the page is seen. Where drawing is slow it is done less often: the
 * page rests for as long as it took, so at least half of its time is left for everything else. What a canvas is told to
 * draw it may draw only after that, before the page gets to its next message: an answer asked for at once tells when.
 */
export class DrawingClock {
  readonly #options: Required<DrawingClockOptions>;
  /** When the drawing began that the page may be busy with still. */
  #begunMs: number | null = null;

  constructor(options: DrawingClockOptions) {
    this.#options = { now: () => performance.now(), ...options };
    options.ticker.addEventListener('message', () => this.#onAnswer());
    options.ticker.postMessage(options.periodMs);
  }

  stop(): void {
    this.#options.ticker.terminate();
  }

  #onAnswer(): void {
    const { ticker, periodMs, draw, now } = this.#options;
    if (this.#begunMs !== null) {
      const tookMs = now() - this.#begunMs;
      this.#begunMs = null;
      ticker.postMessage(Math.min(longestRestMs, Math.max(periodMs - tookMs, tookMs)));
      return;
    }
    this.#begunMs = now();
    try {
      draw();
    } finally {
      ticker.postMessage(0);
    }
  }
}
