import { cpSync, existsSync, mkdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { compressFile } from './compress-file.mjs';
import { filesUnder } from './files-under.mjs';

/** How long files of former builds stay: open tabs still ask for the scripts they were built with. */
const keptForMs = 24 * 60 * 60 * 1000;

/** Lays each `[source directory, place below target]` into `target`, with `.br` and `.gz` beside what compresses. */
export async function layStaticFiles(sources, target) {
  const now = new Date();
  for (const path of filesUnder(target)) {
    const isHashed = relative(target, path).startsWith('_next');
    if (!isHashed || now - statSync(path).mtime > keptForMs) rmSync(path);
  }
  const laid = [];
  for (const [source, place] of sources.filter(([directory]) => existsSync(directory))) {
    for (const path of filesUnder(source)) {
      const destination = join(target, place, relative(source, path));
      mkdirSync(dirname(destination), { recursive: true });
      cpSync(path, destination);
      utimesSync(destination, now, now);
      laid.push(destination);
    }
  }
  await Promise.all(laid.map(compressFile));
  return laid.length;
}
