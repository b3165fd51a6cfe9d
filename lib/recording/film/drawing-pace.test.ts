import { beforeEach, describe, expect, it } from 'vitest';
import { DrawingPace } from './drawing-pace';

const periodMs = 40;

/** A page and its ticker on one clock: the page does one thing after the other, and hears the ticker when it is free. */
class FakePage {
  nowMs = 0;
  isTerminated = false;
  /** A tick was asked for while the page was still drawing. */
  hasAskedEarly = false;
  readonly drawnMs: number[] = [];
  readonly failures: unknown[] = [];
  /** How long a drawing takes before it returns, and how much longer behind the page's back. */
  cost: (count: number) => readonly [number, number] = () => [0, 0];
  #listener: () => void = () => undefined;
  #dueMs: number | null = null;
  #isDrawing = false;
  readonly #later: (() => void)[] = [];

  open(draw: () => void = () => undefined): DrawingPace {
    return new DrawingPace({
      ticker: this as unknown as Worker,
      periodMs,
      now: () => this.nowMs,
      later: (callback) => this.#later.push(callback),
      draw: () => {
        const [tookMs, behindMs] = this.cost(this.drawnMs.length);
        this.drawnMs.push(this.nowMs);
        this.#isDrawing = true;
        this.nowMs += tookMs;
        // The canvas takes its time when the task is over, and what waits behind it comes after that.
        this.#later.push(() => {
          this.nowMs += behindMs;
          this.#isDrawing = false;
        });
        draw();
      },
    });
  }

  addEventListener(_: 'message', listener: () => void): void {
    this.#listener = listener;
  }

  postMessage(restMs: number): void {
    this.#dueMs = this.nowMs + restMs;
    this.hasAskedEarly ||= this.#isDrawing;
  }

  terminate(): void {
    this.isTerminated = true;
  }

  /** Lets so much time pass. */
  run(durationMs: number): void {
    const endMs = this.nowMs + durationMs;
    while (this.#dueMs !== null && this.#dueMs <= endMs && !this.isTerminated) {
      this.nowMs = Math.max(this.nowMs, this.#dueMs);
      this.#dueMs = null;
      try {
        this.#listener();
      } catch (error) {
        this.failures.push(error);
      }
      for (const callback of this.#later.splice(0)) callback();
    }
    this.nowMs = Math.max(this.nowMs, endMs);
  }

  /** The longest time from one drawing to the next. */
  get longestMs(): number {
    return Math.max(...this.drawnMs.slice(1).map((drawnMs, index) => drawnMs - (this.drawnMs[index] ?? 0)));
  }
}

let page: FakePage;
beforeEach(() => {
  page = new FakePage();
});

describe('the pace of drawing', () => {
  it('is the one that was asked for, where drawing is fast', () => {
    page.cost = () => [5, 5];
    page.open();
    page.run(2_000);
    expect(page.drawnMs.length).toBe(50);
  });

  it.each([
    ['before it returns', 100, 0],
    ['behind the page’s back', 0, 100],
    ['on both sides', 100, 100],
  ])('leaves half of the time to the page where drawing takes long %s', (_, tookMs, behindMs) => {
    page.cost = () => [tookMs, behindMs];
    page.open();
    page.run(30_000);
    const drawingMs = page.drawnMs.length * (tookMs + behindMs);
    expect(drawingMs / 30_000).toBeLessThan(0.52);
    expect(drawingMs / 30_000).toBeGreaterThan(0.45);
  });

  it('asks for the next tick only when a drawing is done, so that none pile up', () => {
    page.cost = () => [150, 150];
    page.open();
    page.run(30_000);
    expect(page.hasAskedEarly).toBe(false);
  });

  it('never rests for longer than 200 ms, however slow drawing is', () => {
    page.cost = () => [1_500, 1_500];
    page.open();
    page.run(60_000);
    expect(page.longestMs).toBe(3_200);
  });

  it('is not slowed by a page that was held up once', () => {
    page.cost = (count) => (count % 10 === 5 ? [700, 0] : [10, 0]);
    page.open();
    page.run(20_000);
    expect(page.longestMs).toBeLessThan(700 + periodMs);
  });

  it('goes on after drawings that failed', () => {
    page.open(() => {
      throw new Error('no picture yet');
    });
    page.run(400);
    expect(page.drawnMs).toHaveLength(10);
    expect(page.failures).toHaveLength(10);
  });

  it('ends', () => {
    const pace = page.open();
    page.run(200);
    pace.stop();
    page.run(1_000);
    expect(page.drawnMs).toHaveLength(5);
  });
});
