import { fail, type Result } from '@/lib/protocol';
import { type DirectCode, type DirectCodeError, decodeCode } from './direct-code';

/** Longer than any code with everything that people may paste around it. */
const readLength = 8_000;
/** Anything shorter is a word, not a code. */
const shortestCode = 60;

function longestRun(text: string): string {
  const runs = text.match(/[\w-]+/g) ?? [];
  return runs.reduce((longest, run) => (run.length > longest.length ? run : longest), '');
}

/**
 * The code in a text as people paste it: alone, in a link behind the `#`, among words, or broken into lines, quoted
 * or not (PROTOCOL D2). Never throws.
 */
export function findCode(text: string): Result<DirectCode, DirectCodeError> {
  const pasted = text.slice(0, readLength);
  const joined = pasted.replace(/[\s>\u200B-\u200D\u00AD\uFEFF]+/g, '');
  const readings = [pasted, joined].flatMap((reading) => [
    longestRun(reading.slice(reading.lastIndexOf('#') + 1)),
    longestRun(reading),
  ]);
  const results = readings.filter((run) => run.length >= shortestCode).map(decodeCode);
  return results.find(({ ok }) => ok) ?? results[0] ?? fail('direct-code-invalid');
}
