import type { Clock } from '@/lib/store/clock';

/** A clock that stands still until told. Timers due at the same moment fire in the order they were set. */
export interface FakeClock extends Clock {
  /** The device sleeps for so long: the time of day alone goes on. Less than nothing corrects it. */
  sleep(ms: number): void;
  /** Lets `ms` pass and fires what falls due, timers set meanwhile included. Promise reactions wait for the caller. */
  advance(ms: number): void;
  /**
   * Like `advance`, but lets promises (WebCrypto's too) settle before, between and after the timers. `settle` says
   * what that takes; one turn of the real event loop by default.
   */
  advanceAsync(ms: number, settle?: () => Promise<void>): Promise<void>;
  /** Lets time pass to the next timer, if one is due within `withinMs`, and fires it alone; `false` if none is. */
  fireNext(withinMs: number): boolean;
  /** How many timers are armed: 0 after everything was disposed of. */
  readonly pendingCount: number;
}

interface Timer {
  id: number;
  dueMs: number;
  periodMs: number | null;
  callback: () => void;
}

export function createFakeClock(startMs = 1_000_000): FakeClock {
  let nowMs = startMs;
  let sleptMs = 0;
  let lastId = 0;
  const timers = new Map<number, Timer>();

  function add(callback: () => void, delayMs: number, isRepeating: boolean): number {
    lastId += 1;
    const delay = Math.max(0, delayMs);
    const periodMs = isRepeating ? Math.max(1, delay) : null;
    timers.set(lastId, { id: lastId, dueMs: nowMs + (periodMs ?? delay), periodMs, callback });
    return lastId;
  }

  function nextDueBy(untilMs: number): Timer | null {
    let next: Timer | null = null;
    for (const timer of timers.values()) {
      if (timer.dueMs > untilMs) continue;
      if (!next || timer.dueMs < next.dueMs || (timer.dueMs === next.dueMs && timer.id < next.id))
        next = timer;
    }
    return next;
  }

  function fire(timer: Timer): void {
    nowMs = Math.max(nowMs, timer.dueMs);
    if (timer.periodMs === null) timers.delete(timer.id);
    else timer.dueMs += timer.periodMs;
    timer.callback();
  }

  function remove(id: unknown): void {
    if (typeof id === 'number') timers.delete(id);
  }

  return {
    now: () => nowMs,
    timeOfDay: () => nowMs + sleptMs,
    sleep(ms) {
      sleptMs += ms;
    },
    setTimeout: (callback, delayMs) => add(callback, delayMs, false),
    clearTimeout: remove,
    setInterval: (callback, periodMs) => add(callback, periodMs, true),
    clearInterval: remove,
    advance(ms) {
      const untilMs = nowMs + ms;
      for (let timer = nextDueBy(untilMs); timer; timer = nextDueBy(untilMs)) fire(timer);
      nowMs = untilMs;
    },
    async advanceAsync(ms, settle = turn) {
      const untilMs = nowMs + ms;
      await settle();
      for (let timer = nextDueBy(untilMs); timer; timer = nextDueBy(untilMs)) {
        fire(timer);
        await settle();
      }
      nowMs = untilMs;
    },
    fireNext(withinMs) {
      const timer = nextDueBy(nowMs + withinMs);
      if (timer) fire(timer);
      return timer !== null;
    },
    get pendingCount() {
      return timers.size;
    },
  };
}

/** One turn of the real event loop. */
function turn(): Promise<void> {
  return new Promise((resolve) => globalThis.setTimeout(resolve, 0));
}
