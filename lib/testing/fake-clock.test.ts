import { describe, expect, it } from 'vitest';
import { createFakeClock } from './fake-clock';

describe('fake clock', () => {
  it('fires timers in the order they fall due, and those due together in the order they were set', () => {
    const clock = createFakeClock();
    const fired: string[] = [];
    clock.setTimeout(() => fired.push('late'), 20);
    clock.setTimeout(() => fired.push('first'), 10);
    clock.setTimeout(() => fired.push('second'), 10);
    clock.advance(20);
    expect(fired).toEqual(['first', 'second', 'late']);
  });

  it('fires a timer set by another timer within the same advance, at its own time', () => {
    const clock = createFakeClock(0);
    const firedAtMs: number[] = [];
    clock.setTimeout(() => clock.setTimeout(() => firedAtMs.push(clock.now()), 5), 10);
    clock.advance(100);
    expect(firedAtMs).toEqual([15]);
    expect(clock.now()).toBe(100);
  });

  it('repeats an interval until it is cleared', () => {
    const clock = createFakeClock();
    let count = 0;
    const timer = clock.setInterval(() => {
      count += 1;
      if (count === 3) clock.clearInterval(timer);
    }, 10);
    clock.advance(1000);
    expect(count).toBe(3);
    expect(clock.pendingCount).toBe(0);
  });

  it('does not fire a cleared timeout', () => {
    const clock = createFakeClock();
    let hasFired = false;
    clock.clearTimeout(
      clock.setTimeout(() => {
        hasFired = true;
      }, 1),
    );
    clock.advance(10);
    expect(hasFired).toBe(false);
  });

  it('fires the next timer alone when asked for it, and none that is due later than allowed', () => {
    const clock = createFakeClock(0);
    const fired: string[] = [];
    clock.setTimeout(() => fired.push('late'), 20);
    clock.setTimeout(() => fired.push('first'), 10);
    expect(clock.fireNext(15)).toBe(true);
    expect([fired, clock.now()]).toEqual([['first'], 10]);
    expect(clock.fireNext(9)).toBe(false);
    expect([fired, clock.now()]).toEqual([['first'], 10]);
  });

  it('lets promises settle between timers when advanced asynchronously', async () => {
    const clock = createFakeClock(0);
    const firedAtMs: number[] = [];
    const sleep = (ms: number) => new Promise<void>((resolve) => clock.setTimeout(resolve, ms));
    async function run(): Promise<void> {
      await sleep(10);
      await sleep(10);
      firedAtMs.push(clock.now());
    }
    const running = run();
    await clock.advanceAsync(50);
    expect(firedAtMs).toEqual([20]);
    await running;
  });
});
