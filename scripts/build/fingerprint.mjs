import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { filesUnder } from './files-under.mjs';

const folders = ['app', 'components', 'lib', 'server', 'public', 'scripts/build'];
const files = ['next.config.js', 'package-lock.json', 'postcss.config.mjs', 'scripts/build.mjs'];
const notBuilt = /\.(?:test|spec)\.tsx?$|(?:^|\/)testing\//;

/** A hash over everything that a build is made from; `null` where there are no sources, as in an image. */
export function fingerprint() {
  const paths = [...folders.flatMap(filesUnder), ...files.filter(existsSync)].filter(
    (path) => !notBuilt.test(path),
  );
  if (!existsSync('app') || !existsSync('server')) return null;
  const hash = createHash('sha256');
  for (const path of paths) hash.update(`${path}\0`).update(readFileSync(path)).update('\0');
  return hash.digest('hex');
}
