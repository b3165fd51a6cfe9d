import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/**
 * Bundles a TypeScript entry for Node into one file with everything inside but Next. What runs from a bundle is in
 * production unless told otherwise.
 *
 * @param {string} entryPoint
 * @param {string} outfile
 */
export async function bundleServer(entryPoint, outfile) {
  await build({
    entryPoints: [entryPoint],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    // Optional accelerators of ws: it does without them.
    external: ['next', 'bufferutil', 'utf-8-validate'],
    // Socket.io asks `debug` a dozen times a message whether it is wanted. In production it never is.
    alias: { debug: fileURLToPath(new URL('no-debug.cjs', import.meta.url)) },
    banner: { js: "process.env.NODE_ENV ??= 'production';" },
    logLevel: 'warning',
  });
}
