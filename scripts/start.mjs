/* Runs the production server, building it first where there is no build or the sources have changed since. */
import { fileURLToPath } from 'node:url';
import { isBuilt } from './build/is-built.mjs';
import { runNode } from './build/run-node.mjs';
import { stopWithParent } from './build/stop-with-parent.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

if (process.env.npm_lifecycle_event !== undefined) stopWithParent();
if (!isBuilt()) await runNode(['scripts/build.mjs']);
process.env.NODE_ENV = 'production';
await import('../dist/server.cjs');
