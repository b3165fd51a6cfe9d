/*
 * Runs the production server, building it first where there is no build or the sources have changed since. `--https`
 * serves https with a certificate made on this machine (HTTPS=local).
 */
import { fileURLToPath } from 'node:url';
import { isBuilt } from './build/is-built.mjs';
import { runNode } from './build/run-node.mjs';
import { stopWithParent } from './build/stop-with-parent.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const flags = process.argv.slice(2);
const unknown = flags.find((flag) => flag !== '--https');
if (unknown !== undefined) {
  process.stderr.write(`"npm start" does not know ${JSON.stringify(unknown)}: the only option is --https.\n`);
  process.exit(1);
}
if (flags.includes('--https')) process.env.HTTPS = 'local';
if (process.env.npm_lifecycle_event !== undefined) stopWithParent();
if (!isBuilt()) await runNode(['scripts/build.mjs']);
process.env.NODE_ENV = 'production';
await import('../dist/server.cjs');
