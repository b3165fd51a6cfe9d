import { format, stripVTControlCharacters } from 'node:util';
import type { Logger } from './logger';

const textOf = (parts: readonly unknown[]) => stripVTControlCharacters(format(...parts)).trim();

/** Has what libraries say to the console, Next above all, appear in the log: standard output holds nothing but JSON. */
export function logConsole(logger: Logger): void {
  const note = (...parts: unknown[]) => logger.debug('pages-note', { text: textOf(parts) });
  const warn = (...parts: unknown[]) => logger.warn('pages-warn', { text: textOf(parts) });
  const fail = (...parts: unknown[]) => logger.error('pages-fail', { text: textOf(parts) });
  Object.assign(console, { log: note, info: note, debug: note, warn, error: fail });
}
