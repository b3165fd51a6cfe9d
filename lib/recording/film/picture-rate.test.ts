import { beforeEach, describe, expect, it } from 'vitest';
import { PictureRate } from './picture-rate';

const tickMs = 40;
/** So many pictures wait, others are turned away. */
const queueLength = 10;

let nowMs: number;
let rate: PictureRate;
/** When each picture that waits was taken. */
let waiting: number[];
/** The picture at hand is encoded by then. */
let freeMs: number;
let begunMs: number | null;
let encodedMs: number;
let drawnCount: number;
let worstLagMs: number;
/** Between a picture's encoding and its piece. */
let latencyMs: number;

beforeEach(() => {
  nowMs = 1_000;
  rate = new PictureRate(tickMs);
  waiting = [];
  freeMs = 0;
  begunMs = null;
  encodedMs = 0;
  drawnCount = 0;
  worstLagMs = 0;
  latencyMs = 0;
});

/** Records for so long, where a picture is encoded in `encodeMs`, with a piece each half second. */
function record(durationMs: number, encodeMs: number): void {
  drawnCount = 0;
  worstLagMs = 0;
  for (let tick = 1; tick * tickMs <= durationMs; tick += 1) {
    nowMs += tickMs;
    for (; waiting.length > 0 && freeMs + encodeMs <= nowMs; freeMs += encodeMs)
      encodedMs = waiting.shift() ?? 0;
    if (rate.take(nowMs)) {
      drawnCount += 1;
      begunMs ??= nowMs;
      if (waiting.length === 0) freeMs = Math.max(freeMs, nowMs);
      if (waiting.length < queueLength) waiting.push(nowMs);
    }
    if (tick % 13 !== 0 || begunMs === null) continue;
    worstLagMs = Math.max(worstLagMs, nowMs - encodedMs);
    rate.onKept(encodedMs - begunMs, nowMs + latencyMs);
  }
}

describe('the rate of pictures', () => {
  it('is one for each tick, where the recorder keeps up', () => {
    record(10_000, 30);
    expect(drawnCount).toBe(250);
  });

  it('is one for each tick, however uneven they come', () => {
    for (let tick = 0; tick < 100; tick += 1) {
      nowMs += tick % 2 === 0 ? tickMs - 6 : tickMs + 6;
      expect(rate.take(nowMs)).toBe(true);
    }
  });

  it('falls to what the recorder can take, which is then not far behind', () => {
    record(10_000, 120);
    record(30_000, 120);
    expect(worstLagMs).toBeLessThan(queueLength * 120 * 0.75);
    // It could take 250.
    expect(drawnCount).toBeLessThan(300);
    expect(drawnCount).toBeGreaterThan(200);
  });

  it('is five a second, however far behind the recorder is', () => {
    record(10_000, 2_000);
    record(10_000, 2_000);
    expect(drawnCount).toBe(50);
  });

  it('is what it was soon after the machine has time again', () => {
    record(20_000, 400);
    record(6_000, 20);
    record(2_000, 20);
    expect(drawnCount).toBe(50);
  });

  it('is not lowered by a recorder that is late by nature', () => {
    latencyMs = 900;
    record(10_000, 30);
    expect(drawnCount).toBe(250);
  });
});
