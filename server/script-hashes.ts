import { existsSync, readFileSync } from 'node:fs';

/** Reads the hashes of the pages' inline scripts that the build left in `file`: none without the file. */
export function readScriptHashes(file: string): readonly string[] {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as string[]) : [];
}
