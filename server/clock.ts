/** Time, injected so that tests decide when it passes. */
export interface Clock {
  /** Milliseconds since some fixed moment; never falls back. */
  now(): number;
  /** Runs `task` once, `delayMs` from now. Keeps no process alive. */
  after(delayMs: number, task: () => void): void;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  after: (delayMs, task) => {
    setTimeout(task, delayMs).unref();
  },
};
