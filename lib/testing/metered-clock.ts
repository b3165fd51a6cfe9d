import type { Clock, TimerId } from '@/lib/store/clock';

/** One owner's timers on a clock that others use too. */
export interface MeteredClock extends Clock {
  /** How many of this owner's timers are armed: 0 after everything of theirs was disposed of. */
  readonly pendingCount: number;
}

export function createMeteredClock(clock: Clock): MeteredClock {
  const armed = new Set<TimerId>();
  return {
    now: () => clock.now(),
    timeOfDay: () => clock.timeOfDay(),
    setTimeout(callback, delayMs) {
      const timer = clock.setTimeout(() => {
        armed.delete(timer);
        callback();
      }, delayMs);
      armed.add(timer);
      return timer;
    },
    clearTimeout(timer) {
      armed.delete(timer);
      clock.clearTimeout(timer);
    },
    setInterval(callback, periodMs) {
      const timer = clock.setInterval(callback, periodMs);
      armed.add(timer);
      return timer;
    },
    clearInterval(timer) {
      armed.delete(timer);
      clock.clearInterval(timer);
    },
    get pendingCount() {
      return armed.size;
    },
  };
}
