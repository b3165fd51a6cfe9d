import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';

/** Of Next, what only builds and develops; and what resizes pictures, of which there are none. */
const neverServes =
  /next\/dist\/(?:server\/dev\/(?:next-dev-server|hot-reloader-(?:webpack|turbopack|rspack))|build\/(?:index\.|swc\/|webpack|babel|analysis\/)|compiled\/(?:webpack|babel)|docs\/)|\.development\.js$|\.dev\.js$|node_modules\/(?:@img|sharp)\//;
const calls = /\brequire\(\s*["']([^"']+)["']\s*\)/g;

/**
 * The files below `node_modules` that `entry`, a file of Next's, needs to serve: itself, what it requires, and what those
 * files of Next's require. Relative to the project's folder.
 */
export function requiredFiles(entry) {
  const found = new Set([entry]);
  for (const path of found) {
    if (!path.includes('next/dist/')) continue;
    const { resolve: find } = createRequire(resolve(path));
    for (const [, name] of readFileSync(path, 'utf8').matchAll(calls)) {
      const target = findFile(find, name);
      if (target === null || neverServes.test(target)) continue;
      found.add(target);
      // It says which file a package is entered by, also of those within Next.
      const manifest = join(dirname(target), 'package.json');
      if (existsSync(manifest)) found.add(manifest);
    }
  }
  return [...found];
}

/** `null` for what Node itself has, and for what is not installed: Next asks for it only where it is. */
function findFile(find, name) {
  try {
    const path = relative('.', find(name));
    return path.startsWith('node_modules/') ? path : null;
  } catch {
    return null;
  }
}

/** The files that a trace of Next's names (`*.nft.json`). */
export function tracedFiles(trace) {
  const { files } = JSON.parse(readFileSync(trace, 'utf8'));
  return files
    .map((file) => relative('.', resolve(dirname(trace), file)))
    .filter((path) => !neverServes.test(path));
}
