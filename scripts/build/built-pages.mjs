import { join } from 'node:path';
import { filesUnder } from './files-under.mjs';

/** The pages that Next has built below `nextDirectory`: in several folders, which are others with a host's adapter. */
export function builtPages(nextDirectory) {
  return filesUnder(join(nextDirectory, 'server')).filter((path) => path.endsWith('.html'));
}
