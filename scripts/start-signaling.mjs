/* Runs signaling alone, for pages that are served elsewhere: one file, made anew where its sources are, without Next. */
import { existsSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { stopWithParent } from './build/stop-with-parent.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

if (process.env.npm_lifecycle_event !== undefined) stopWithParent();
if (existsSync('server/main.ts')) {
  const { bundleServer } = await import('./build/bundle-server.mjs');
  mkdirSync('dist', { recursive: true });
  await bundleServer('server/main.ts', 'dist/server.cjs');
}
process.env.NODE_ENV = 'production';
process.env.PAGES = 'off';
await import('../dist/server.cjs');
