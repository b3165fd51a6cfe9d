export type LogLevel = 'debug' | 'info' | 'warn';

/** Details of a log line. Never names, secrets, tokens or descriptions above `debug`. */
export type LogFields = Readonly<Record<string, unknown>>;

/** Where the code says what it does: one `info` line a change of phase, the wire's traffic at `debug`. */
export type Logger = Readonly<Record<LogLevel, (message: string, fields?: LogFields) => void>>;

const levels: readonly LogLevel[] = ['debug', 'info', 'warn'];
const ignore = (): void => undefined;

/** Says nothing: the default of tests. */
export const silentLogger: Logger = { debug: ignore, info: ignore, warn: ignore };

/** Writes lines of `level` and above to the browser's console. */
export function createConsoleLogger(level: LogLevel): Logger {
  const isWritten = (candidate: LogLevel) => levels.indexOf(candidate) >= levels.indexOf(level);
  const writer = (candidate: LogLevel) =>
    isWritten(candidate)
      ? (message: string, fields?: LogFields) =>
          globalThis.console[candidate](`[parley] ${message}`, ...(fields ? [fields] : []))
      : ignore;
  return { debug: writer('debug'), info: writer('info'), warn: writer('warn') };
}
