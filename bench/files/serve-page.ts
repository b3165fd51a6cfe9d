import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const root = new URL('../../', import.meta.url);

function bundle(entryPoint: string): Uint8Array {
  const { outputFiles } = buildSync({
    entryPoints: [fileURLToPath(new URL(entryPoint, root))],
    tsconfig: fileURLToPath(new URL('tsconfig.json', root)),
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
  });
  return outputFiles[0]?.contents ?? new Uint8Array();
}

/** Serves the benchmark's page and the worker that it loads. */
export async function servePage(): Promise<{ url: string; close: () => void }> {
  const scripts: Record<string, Uint8Array> = {
    '/page.js': bundle('bench/files/page.ts'),
    '/vault.worker.ts': bundle('lib/files/opfs/vault.worker.ts'),
  };
  const html =
    '<!doctype html><title>bench</title><input type="file"><script type="module" src="/page.js"></script>';
  const http = createServer((request, response) => {
    const script = scripts[request.url ?? ''];
    response.setHeader('Content-Type', script ? 'text/javascript' : 'text/html');
    response.end(script ?? html);
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  return { url: `http://localhost:${port}/`, close: () => void http.close() };
}
