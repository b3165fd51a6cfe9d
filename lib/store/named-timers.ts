import type { Clock, TimerId } from './clock';

/** Timers by name: setting one again replaces it. */
export class NamedTimers {
  readonly #clock: Clock;
  readonly #timers = new Map<string, TimerId>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  set(name: string, delayMs: number, task: () => void): void {
    this.cancel(name);
    const timer = this.#clock.setTimeout(() => {
      this.#timers.delete(name);
      task();
    }, delayMs);
    this.#timers.set(name, timer);
  }

  cancel(name: string): void {
    const timer = this.#timers.get(name);
    if (timer !== undefined) this.#clock.clearTimeout(timer);
    this.#timers.delete(name);
  }

  clear(): void {
    for (const name of [...this.#timers.keys()]) this.cancel(name);
  }
}
