import { readFileSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const compressible = /\.(?:js|mjs|css|html|svg|json|webmanifest|wasm|txt|map|ico)$/;
const smallestWorthBytes = 1_024;

/** Writes `.br` and `.gz` beside the file at `path`, where they are smaller. */
export async function compressFile(path) {
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
