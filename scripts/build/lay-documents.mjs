import { cpSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { compressFile } from './compress-file.mjs';
import { filesUnder } from './files-under.mjs';

/** Pages with a status of their own (404, 500) and no address. */
const isError = (path) => path.startsWith('_');

/**
 * Lays the pages that Next built below `source` into `target`, with `.br` and `.gz` beside each, for our server to send.
 * None that are dressed for a `host` (`readHost`): headers that go with those are in Next's list.
 */
export async function layDocuments(source, target, host) {
  rmSync(target, { recursive: true, force: true });
  if (host !== null) return;
  const pages = filesUnder(source)
    .map((path) => relative(source, path))
    .filter((path) => path.endsWith('.html') && !isError(path));
  for (const page of pages) cpSync(join(source, page), join(target, page), { recursive: true });
  await Promise.all(pages.map((page) => compressFile(join(target, page))));
}
