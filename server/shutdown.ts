import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from './logger';
import type { Parley } from './parley';

/** Time for `server:draining` to reach everybody before connections end. */
const noticeMs = 300;
/** Connections that have not ended by then are cut. */
const closeDeadlineMs = 3_000;

async function stop(parley: Parley, logger: Logger, signal: string): Promise<void> {
  logger.info('draining', { signal });
  parley.drain();
  await wait(noticeMs);
  await parley.handOver();
  await Promise.race([parley.close(), wait(closeDeadlineMs)]);
  logger.info('stopped');
}

/** Stops in order on the first SIGTERM or SIGINT and exits with 0; exits at once on the second. */
export function stopOnSignal(parley: Parley, logger: Logger): void {
  let isStopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (isStopping) process.exit(1);
      isStopping = true;
      stop(parley, logger, signal).then(
        () => process.exit(0),
        (err: unknown) => {
          logger.fatal('stop-failed', { err });
          process.exit(1);
        },
      );
    });
  }
}
