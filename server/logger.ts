import { type DestinationStream, pino } from 'pino';
import type { LogLevel } from './env/env';
import { type LogEvent, logEvents } from './log-events';

const levels = ['fatal', 'error', 'warn', 'info', 'debug'] as const;
type Level = (typeof levels)[number];
type Fields = Readonly<Record<string, unknown>>;

/** Writes one line for each event of the closed list. */
export type Logger = Readonly<Record<Level, (event: LogEvent, fields?: Fields) => void>>;

/**
 * JSON lines on standard output, each with `time`, `level`, `event` and its words (`msg`). Nothing that tells who talks
 * to whom may be given to it: no names, addresses of people, ids, tokens, admission keys, envelopes or descriptions.
 */
export function createLogger(level: LogLevel, destination?: DestinationStream): Logger {
  const lines = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    // Synchronous: lines stay in order with all else on standard output, and none is lost when the process ends.
    destination ?? pino.destination({ sync: true }),
  );
  const write = (at: Level) => (event: LogEvent, fields?: Fields) =>
    lines[at]({ event, ...fields }, logEvents[event]);
  return {
    fatal: write('fatal'),
    error: write('error'),
    warn: write('warn'),
    info: write('info'),
    debug: write('debug'),
  };
}
