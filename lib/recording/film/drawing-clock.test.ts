import { beforeEach, describe, expect, it } from 'vitest';
import { DrawingClock } from './drawing-clock';

const periodMs = 40;

let nowMs: number;
/** When the page is free again after what a canvas does behind its back. */
let freeMs: number;
let drawnMs: number[];

/** Answers on time, but the page hears it only once it is free. */
class FakeTicker {
  dueMs: number | null = null;
  isTerminated = false;
  readonly failures: unknown[] = [];
  #listener: () => void = () => undefined;
  addEventListener(_: 'message', listener: () => void): void {
    this.#listener = listener;
  }
  postMessage(restMs: number): void {
    this.dueMs = nowMs + restMs;
  }
  terminate(): void {
    this.isTerminated = true;
  }
  /** Lets so much time pass. */
  run(durationMs: number): void {
    const endMs = nowMs + durationMs;
    while (this.dueMs !== null && Math.max(this.dueMs, freeMs) <= endMs && !this.isTerminated) {
      nowMs = Math.max(nowMs, this.dueMs, freeMs);
      this.dueMs = null;
      try {
        this.#listener();
      } catch (error) {
        this.failures.push(error);
      }
    }
    nowMs = Math.max(nowMs, endMs);
  }
}

let ticker: FakeTicker;
beforeEach(() => {
  nowMs = 0;
  freeMs = 0;
  drawnMs = [];
  ticker = new FakeTicker();
});

/** Draws for so long before it returns, and so much longer behind the page's back. */
function begin(tookMs: number, laterMs = 0): DrawingClock {
  return new DrawingClock({
    ticker: ticker as unknown as Worker,
    periodMs,
    now: () => nowMs,
    draw: () => {
      drawnMs.push(nowMs);
      nowMs += tookMs;
      freeMs = nowMs + laterMs;
    },
  });
}

describe('a drawing clock', () => {
  it('draws once in a period where drawing is fast', () => {
    begin(5);
    ticker.run(2_000);
    expect(drawnMs.length).toBe(50);
  });

  it.each([
    ['before it returns', 100, 0],
    ['after it has returned', 0, 100],
    ['on both sides', 200, 200],
  ])('leaves half of the time to the page where drawing takes long %s', (_, tookMs, laterMs) => {
    begin(tookMs, laterMs);
    ticker.run(30_000);
    const drawingMs = drawnMs.length * (tookMs + laterMs);
    expect(drawingMs).toBeLessThanOrEqual(0.55 * 30_000);
    expect(drawnMs.length).toBeGreaterThan(30);
  });

  it('goes on after a drawing that failed', () => {
    let count = 0;
    new DrawingClock({
      ticker: ticker as unknown as Worker,
      periodMs,
      now: () => nowMs,
      draw: () => {
        count += 1;
        throw new Error('no picture yet');
      },
    });
    ticker.run(400);
    expect(count).toBe(10);
    expect(ticker.failures).toHaveLength(10);
  });

  it('ends', () => {
    const clock = begin(5);
    ticker.run(200);
    clock.stop();
    const count = drawnMs.length;
    ticker.run(1_000);
    expect(drawnMs.length).toBe(count);
  });
});
