import { type Logger, pino } from 'pino';
import type { LogLevel } from './env/env';

export type { Logger };

/**
 * JSON lines on standard output. Nothing that tells who talks to whom may be given to it at `info`: no names,
 * addresses, tokens, admission keys, envelopes or descriptions.
 */
export function createLogger(level: LogLevel): Logger {
  // Synchronous: lines stay in order with all else on standard output, and none is lost when the process ends.
  const destination = pino.destination({ sync: true });
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
}
