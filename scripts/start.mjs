/* Runs the production server, building it first where there is no build or the sources have changed since. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fingerprint } from './build/fingerprint.mjs';
import { runNode } from './build/run-node.mjs';
import { stopWithParent } from './build/stop-with-parent.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

function isBuilt() {
  if (!existsSync('dist/build.json') || !existsSync('dist/server.cjs') || !existsSync('.next/BUILD_ID'))
    return false;
  const sources = fingerprint();
  return sources === null || JSON.parse(readFileSync('dist/build.json', 'utf8')).sources === sources;
}

if (process.env.npm_lifecycle_event !== undefined) stopWithParent();
if (!isBuilt()) await runNode(['scripts/build.mjs']);
process.env.NODE_ENV = 'production';
await import('../dist/server.cjs');
