import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Paths of all files below `directory`, sorted; none when it does not exist. */
export function filesUnder(directory) {
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
