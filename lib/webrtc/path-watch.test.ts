import { beforeEach, describe, expect, it } from 'vitest';
import { PathWatch } from './path-watch';

let watch: PathWatch;
let nowMs: number;
let mark: number;

beforeEach(() => {
  watch = new PathWatch();
  nowMs = 10_000;
  mark = 0;
});

/** Lets time pass, with a look every 200 ms, and a pulse at every multiple of `pulseEveryMs`. */
function pass(ms: number, pulseEveryMs = Number.POSITIVE_INFINITY): void {
  for (let passed = 200; passed <= ms; passed += 200) {
    nowMs += 200;
    if (nowMs % pulseEveryMs === 0) watch.pulse(nowMs);
    watch.tick(nowMs, mark);
  }
}

describe('a path', () => {
  it('is not silent before anything was heard on it', () => {
    pass(60_000);
    expect([watch.hasHeard, watch.isSilent]).toEqual([false, false]);
  });

  it('is silent when pulses stop, within two seconds, and not when one is lost', () => {
    pass(4_000, 400);
    pass(800);
    expect(watch.isSilent).toBe(false);
    pass(1_000);
    expect(watch.isSilent).toBe(true);
  });

  it('is not silent while media arrives, whatever becomes of the pulses', () => {
    pass(4_000, 400);
    for (let i = 1; i < 100; i++) {
      mark += 1;
      pass(200);
      expect(watch.isSilent).toBe(false);
    }
    pass(2_000);
    expect(watch.isSilent).toBe(true);
  });

  it('takes media sources that are forgotten for no sign of life', () => {
    mark = 5_000;
    pass(200);
    pass(2_000);
    expect(watch.isSilent).toBe(true);
    mark = 0;
    pass(200);
    expect(watch.isSilent).toBe(true);
  });

  it('lives again with the first thing heard, and says so once', () => {
    pass(4_000, 400);
    pass(3_000);
    watch.pulse(nowMs);
    expect(watch.tick(nowMs, mark)).toBe(true);
    expect(watch.isSilent).toBe(false);
    expect(watch.tick(nowMs + 200, mark)).toBe(false);
  });

  it('is measured in the rhythm of a page in the background', () => {
    pass(10_000, 1_000);
    pass(2_000);
    expect(watch.isSilent).toBe(false);
    pass(1_000);
    expect(watch.isSilent).toBe(true);
  });

  it('learns a rhythm that is slower than its patience', () => {
    pass(4_000, 400);
    pass(8_000, 1_600);
    for (let i = 0; i < 50; i++) {
      pass(200, 1_600);
      expect(watch.isSilent).toBe(false);
    }
  });

  it('does not take a message for a rhythm', () => {
    pass(10_000, 1_000);
    watch.hear();
    pass(1_000, 1_000);
    pass(1_600);
    expect(watch.isSilent).toBe(false);
    pass(1_000);
    watch.hear();
    pass(200);
    expect(watch.isSilent).toBe(false);
  });

  it('is as quick as before after an outage', () => {
    pass(4_000, 400);
    pass(10_000);
    pass(800, 400);
    pass(1_400);
    expect(watch.isSilent).toBe(true);
  });

  it('keeps the quick rhythm when pulses are lost now and then', () => {
    pass(4_000, 400);
    pass(800);
    watch.pulse(nowMs);
    pass(1_400);
    expect(watch.isSilent).toBe(true);
  });

  it('is given its time anew when the page itself has slept', () => {
    pass(4_000, 400);
    nowMs += 60_000;
    watch.tick(nowMs, mark);
    pass(400);
    expect(watch.isSilent).toBe(false);
    pass(1_000);
    expect(watch.isSilent).toBe(true);
  });
});
