import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { filesUnder } from './files-under.mjs';

const compressible = /\.(?:js|mjs|css|html|svg|json|webmanifest|wasm|txt|map|ico)$/;
const smallestWorthBytes = 1_024;
/** How long files of former builds stay: open tabs still ask for the scripts they were built with. */
const keptForMs = 24 * 60 * 60 * 1000;

async function compress(path) {
  const bytes = readFileSync(path);
  if (bytes.length < smallestWorthBytes || !compressible.test(path)) return;
  const brotli = { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } };
  const variants = {
    '.br': await promisify(brotliCompress)(bytes, brotli),
    '.gz': await promisify(gzip)(bytes, { level: 9 }),
  };
  for (const [extension, variant] of Object.entries(variants)) {
    if (variant.length < bytes.length) writeFileSync(path + extension, variant);
  }
}

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
  await Promise.all(laid.map(compress));
  return laid.length;
}
