import type { Clock } from '@/lib/store/clock';

/** What ends a wait: time, or whoever wants no answer any more. */
export interface Patience {
  clock: Clock;
  signal?: AbortSignal;
}

/**
 * Resolves with what `begin` settles with first, or with `late` when `timeoutMs` have passed or `signal` aborts; where
 * it has aborted already, nothing begins. Rejects with what `begin` throws. Leaves no timer and no listener behind.
 */
export function settleWithin<T>(
  { clock, signal }: Patience,
  timeoutMs: number,
  late: T,
  begin: (settle: (value: T) => void) => void,
): Promise<T> {
  if (signal?.aborted) return Promise.resolve(late);
  return new Promise((resolve, reject) => {
    const giveUp = () => settle(late);
    const timer = clock.setTimeout(giveUp, timeoutMs);
    signal?.addEventListener('abort', giveUp);
    function end(): void {
      clock.clearTimeout(timer);
      signal?.removeEventListener('abort', giveUp);
    }
    function settle(value: T): void {
      end();
      resolve(value);
    }
    try {
      begin(settle);
    } catch (error) {
      end();
      reject(error);
    }
  });
}
