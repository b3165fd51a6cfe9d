import type { Clock } from './clock';

/** What `answer` resolves with, or `null` when that takes longer than `timeoutMs`. Rejects as `answer` does in time. */
export function answeredWithin<T>(clock: Clock, timeoutMs: number, answer: Promise<T>): Promise<T | null> {
  return new Promise((resolve, reject) => {
    const timer = clock.setTimeout(() => resolve(null), timeoutMs);
    void answer.then(resolve, reject).finally(() => clock.clearTimeout(timer));
  });
}
