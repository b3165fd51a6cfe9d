import { describe, expect, it } from 'vitest';
import { PacingWindow } from './pacing-window';

const kibibyte = 1024;

interface Line {
  bytesPerMs: number;
  /** From one end to the other and back, while nothing waits. */
  bestMs: number;
}

/** A sender who is never short of bytes, on a line with a queue without end; returns how long bytes wait in it at last. */
function run(window: PacingWindow, { bytesPerMs, bestMs }: Line, fromMs: number, untilMs: number): number {
  const underway: { bytes: number; sentMs: number; ackMs: number }[] = [];
  let nowMs = fromMs;
  let lineFreeMs = fromMs;
  let flightBytes = 0;
  let queuedMs = 0;
  while (nowMs < untilMs) {
    const piece = Math.min(64 * kibibyte, Math.max(4 * kibibyte, window.bytes / 16));
    if (flightBytes === 0 || flightBytes + piece <= window.bytes) {
      lineFreeMs = Math.max(lineFreeMs, nowMs) + piece / bytesPerMs;
      queuedMs = lineFreeMs - nowMs;
      underway.push({ bytes: piece, sentMs: nowMs, ackMs: lineFreeMs + bestMs });
      flightBytes += piece;
      continue;
    }
    const [next] = underway.splice(0, 1);
    if (!next) break;
    nowMs = Math.max(nowMs, next.ackMs);
    flightBytes -= next.bytes;
    window.onAck({ bytes: next.bytes, tookMs: nowMs - next.sentMs, isFull: true, nowMs });
  }
  return queuedMs;
}

describe('PacingWindow (PROTOCOL F9)', () => {
  it.each([
    { bytesPerMs: 25, bestMs: 80 },
    { bytesPerMs: 250, bestMs: 40 },
    { bytesPerMs: 5_000, bestMs: 20 },
    { bytesPerMs: 50_000, bestMs: 5 },
  ])('fills a line of $bytesPerMs bytes a ms without a queue that is heard', ({ bytesPerMs, bestMs }) => {
    const window = new PacingWindow();
    const queuedMs = run(window, { bytesPerMs, bestMs }, 0, 30_000);
    // A piece of the smallest size takes this long by itself.
    expect(queuedMs).toBeLessThan(150 + (3 * 4 * kibibyte) / bytesPerMs);
    expect(window.bytes).toBeGreaterThan(Math.min(8 * 1024 * kibibyte, bytesPerMs * bestMs) * 0.8);
  });

  it('gives way when the line becomes slower, and takes it again afterwards', () => {
    const window = new PacingWindow();
    run(window, { bytesPerMs: 1_000, bestMs: 40 }, 0, 5_000);
    const before = window.bytes;
    run(window, { bytesPerMs: 100, bestMs: 40 }, 5_000, 15_000);
    expect(window.bytes).toBeLessThan(before / 4);
    run(window, { bytesPerMs: 1_000, bestMs: 40 }, 15_000, 25_000);
    expect(window.bytes).toBeGreaterThan(before * 0.7);
  });

  it('does not grow on what was not enough to fill it', () => {
    const window = new PacingWindow();
    const before = window.bytes;
    for (let n = 0; n < 100; n++) {
      window.onAck({ bytes: 1_000, tookMs: 20, isFull: false, nowMs: n * 20 });
    }
    expect(window.bytes).toBe(before);
  });

  it('halves when the call suffers, down to what keeps it going', () => {
    const window = new PacingWindow();
    run(window, { bytesPerMs: 5_000, bestMs: 40 }, 0, 5_000);
    const before = window.bytes;
    window.yieldToCall();
    expect(window.bytes).toBe(Math.round(before / 2));
    for (let n = 0; n < 20; n++) window.yieldToCall();
    expect(window.bytes).toBe(8 * kibibyte);
  });
});
