/*
 * npm run bench:load: how many people a node holds, what each costs, what several nodes relay by way of Redis, and how
 * soon people are back when a node is killed; against bare Socket.io (../signaling/floor.mjs) on the same machine in
 * the same run. Exits with 1 when a bar is missed.
 *
 *   npm run bench:load -- --parts one,three,killed --idle 10000 --turns 10 --kills 3
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleServer } from '../../scripts/build/bundle-server.mjs';

process.chdir(fileURLToPath(new URL('../..', import.meta.url)));
const directory = mkdtempSync(join(tmpdir(), 'parley-bench-'));
/** @param {string[]} args */
function node(...args) {
  return spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 1;
}
try {
  for (const entry of ['../signaling/ours.ts', '../signaling/load.ts', 'report.ts']) {
    const bundle = join(directory, basename(entry).replace(/\.\w+$/, '.cjs'));
    await bundleServer(join('bench/load', entry), bundle);
  }
  node('scripts/install-redis.mjs');
  process.exitCode = node(join(directory, 'report.cjs'), directory, ...process.argv.slice(2));
} finally {
  rmSync(directory, { recursive: true, force: true });
}
