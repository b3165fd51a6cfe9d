import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from './logger';
import type { Parley } from './parley';

async function stop(parley: Parley, logger: Logger, signal: string): Promise<void> {
  logger.info('draining', { signal });
  parley.drain();
  await parley.handOver();
  await parley.close();
}

/**
 * Stops in order on the first SIGTERM or SIGINT and exits with 0: when everything has ended, or after `timeoutS`. Exits
 * at once on the second.
 */
export function stopOnSignal(parley: Parley, logger: Logger, timeoutS: number): void {
  let isStopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (isStopping) process.exit(1);
      isStopping = true;
      Promise.race([stop(parley, logger, signal), wait(timeoutS * 1_000)]).then(
        () => {
          logger.info('stopped');
          process.exit(0);
        },
        (err: unknown) => {
          logger.fatal('stop-failed', { err });
          process.exit(1);
        },
      );
    });
  }
}
