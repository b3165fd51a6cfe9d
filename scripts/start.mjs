/* Runs the production server, building it first where there is no build or the sources have changed since. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fingerprint } from './build/fingerprint.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

function isBuilt() {
  if (!existsSync('dist/build.json') || !existsSync('dist/server.cjs') || !existsSync('.next/BUILD_ID'))
    return false;
  const sources = fingerprint();
  return sources === null || JSON.parse(readFileSync('dist/build.json', 'utf8')).sources === sources;
}

if (!isBuilt()) {
  const build = spawnSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' });
  if (build.status !== 0) process.exit(build.status ?? 1);
}
process.env.NODE_ENV = 'production';
await import('../dist/server.cjs');
