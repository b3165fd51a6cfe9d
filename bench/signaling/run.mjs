/*
 * npm run bench:signaling: Parley's signaling against a bare Socket.io relay (floor.mjs) on the same machine in the
 * same run. Exits with 1 when a bar is missed. BENCH_SCALE=2 takes twice as many turns.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleServer } from '../../scripts/build/bundle-server.mjs';

process.chdir(fileURLToPath(new URL('../..', import.meta.url)));
const directory = mkdtempSync(join(tmpdir(), 'parley-bench-'));
try {
  for (const entry of ['ours.ts', 'load.ts', 'report.ts']) {
    const bundle = join(directory, entry.replace(/\.\w+$/, '.cjs'));
    await bundleServer(join('bench/signaling', entry), bundle);
  }
  const { status } = spawnSync(process.execPath, [join(directory, 'report.cjs'), directory], {
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
} finally {
  rmSync(directory, { recursive: true, force: true });
}
