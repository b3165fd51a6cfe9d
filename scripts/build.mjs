/*
 * Builds everything that `npm start` runs: the pages into .next/, and into dist/ the server (server.cjs; function.cjs
 * is signaling as a function), what prepares a deployment (prepare.cjs), the hashes of the pages' inline scripts
 * (csp-hashes.json), pages and static files compressed (documents/, static/), and the fingerprint of the sources (build.json). For a
 * host that serves the pages without our server, they are dressed for it (docs/VERCEL.md).
 */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundleServer } from './build/bundle-server.mjs';
import { fingerprint } from './build/fingerprint.mjs';
import { finishPages } from './build/finish-pages.mjs';
import { layDocuments } from './build/lay-documents.mjs';
import { layStaticFiles } from './build/lay-static-files.mjs';
import { readHost } from './build/read-host.mjs';
import { runNode } from './build/run-node.mjs';
import { hashScriptsOfPages } from './build/script-hashes.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
if (existsSync('.env')) process.loadEnvFile('.env');
const host = await readHost(process.env).catch((error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
const hostAdapter = process.env.NEXT_ADAPTER_PATH;
const sources = fingerprint();
rmSync('dist/build.json', { force: true });
mkdirSync('dist', { recursive: true });

// webpack: its output for the lobby is 6 kB smaller on the wire than Turbopack's.
await runNode(['node_modules/next/dist/bin/next', 'build', '--webpack'], {
  ...process.env,
  NODE_ENV: 'production',
  NEXT_TELEMETRY_DISABLED: '1',
  ...(hostAdapter && {
    NEXT_ADAPTER_PATH: fileURLToPath(new URL('build/host-adapter.mjs', import.meta.url)),
    PARLEY_HOST_ADAPTER: hostAdapter,
  }),
});

await bundleServer('server/main.ts', 'dist/server.cjs');
await bundleServer('server/deploy/main.ts', 'dist/prepare.cjs');
await bundleServer('server/function.ts', 'dist/function.cjs');
// With a host's adapter, they were finished before it took them.
if (!hostAdapter) await finishPages('.next', host);
const scripts = hashScriptsOfPages('.next');
writeFileSync('dist/csp-hashes.json', JSON.stringify(scripts));
const files = await layStaticFiles(
  [
    ['public', ''],
    ['.next/static', '_next/static'],
  ],
  'dist/static',
);
await layDocuments('.next/server/app', 'dist/documents', host);
writeFileSync('dist/build.json', JSON.stringify({ sources }));
process.stdout.write(
  `Built dist/server.cjs, ${files} static files, ${scripts.length} inline scripts allowed.\n`,
);
