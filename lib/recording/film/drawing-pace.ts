/** However slow drawing is, longer the pace itself never waits for the next one. */
const longestRestMs = 200;

interface DrawingPaceOptions {
  /** `ticker-worker.ts`, or what speaks like it: answers a number of milliseconds after as many. */
  ticker: Pick<Worker, 'addEventListener' | 'postMessage' | 'terminate'>;
  /** From one drawing to the next, where the machine is fast enough. */
  periodMs: number;
  draw: () => void;
  /** Runs something in a later task of the page, behind what waits there already. */
  later?: (callback: () => void) => void;
  /** Milliseconds from any beginning. */
  now?: () => number;
}

/**
 * Has something drawn again and again, whether or not the page is seen. The next tick is asked for only when a drawing is
 * done, so none pile up. Where drawing is slow the page rests for as long as it takes: up to 200 ms at least half of
 * the time is left for everything else.
 *
 * What a canvas is told to draw it may draw only behind the task that told it: a drawing is done in a later task. Of
 * two drawings the quicker one says how long they take: a page that was held up once is not held up by a rest as well.
 */
export class DrawingPace {
  readonly #options: Required<DrawingPaceOptions>;
  #lastTookMs = 0;

  constructor(options: DrawingPaceOptions) {
    this.#options = { later: createLater(), now: () => performance.now(), ...options };
    options.ticker.addEventListener('message', () => this.#draw());
    options.ticker.postMessage(options.periodMs);
  }

  stop(): void {
    this.#options.ticker.terminate();
  }

  #draw(): void {
    const { draw, later, now } = this.#options;
    const begunMs = now();
    try {
      draw();
    } finally {
      later(() => this.#rest(now() - begunMs));
    }
  }

  #rest(tookMs: number): void {
    const { ticker, periodMs } = this.#options;
    const steadyMs = Math.min(tookMs, this.#lastTookMs);
    this.#lastTookMs = tookMs;
    ticker.postMessage(Math.max(periodMs - tookMs, Math.min(steadyMs, longestRestMs)));
  }
}

/** By a port: a page in the background has no other way to a later task that does not rest for a second. */
function createLater(): (callback: () => void) => void {
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.addEventListener('message', () => waiting.shift()?.());
  port1.start();
  return (callback) => {
    waiting.push(callback);
    port2.postMessage(null);
  };
}
