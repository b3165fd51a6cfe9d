/** What a timer is cancelled by: a number in browsers, an object in Node. */
export type TimerId = number | object;

/** Time, injected, so that tests decide when it passes. */
export interface Clock {
  /**
   * To measure with, in milliseconds; about the time since the epoch. Never runs backwards, but may stand still while
   * the device sleeps.
   */
  now(): number;
  /** To tell people: milliseconds since the epoch. Jumps when the system time is corrected. */
  timeOfDay(): number;
  setTimeout(callback: () => void, delayMs: number): TimerId;
  clearTimeout(timer: TimerId): void;
  setInterval(callback: () => void, periodMs: number): TimerId;
  clearInterval(timer: TimerId): void;
}

/** The platform's own clock. `now` is monotonic (hr-time 4): a corrected system time does not disturb it. */
export const systemClock: Clock = {
  now: () => performance.timeOrigin + performance.now(),
  timeOfDay: () => Date.now(),
  setTimeout: (callback, delayMs) => globalThis.setTimeout(callback, delayMs),
  clearTimeout: (timer) => globalThis.clearTimeout(timer as number),
  setInterval: (callback, periodMs) => globalThis.setInterval(callback, periodMs),
  clearInterval: (timer) => globalThis.clearInterval(timer as number),
};
