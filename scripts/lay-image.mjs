/*
 * Lays what the container image holds into dist/image/, out of the last build: the server with its pages and static
 * files, and of node_modules what it takes to serve them.
 */
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { filesUnder } from './build/files-under.mjs';
import { layFile } from './build/lay-file.mjs';
import { requiredFiles, tracedFiles } from './build/required-files.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const image = 'dist/image';

const pages = filesUnder('.next/server');
const traces = ['.next/next-server.js.nft.json', ...pages.filter((path) => path.endsWith('.nft.json'))];
const { files: manifests } = JSON.parse(readFileSync('.next/required-server-files.json', 'utf8'));
const ours = [
  'deploy/start.cjs',
  'deploy/healthcheck.cjs',
  'dist/server.cjs',
  'dist/prepare.cjs',
  'dist/csp-hashes.json',
  'LICENSE',
  ...filesUnder('dist/documents'),
  ...filesUnder('dist/static'),
  ...manifests,
  ...pages,
];
const theirs = [
  'node_modules/next/package.json',
  // What a custom server enters Next by; its traces begin at its own.
  ...requiredFiles('node_modules/next/dist/server/next.js'),
  ...traces.flatMap(tracedFiles),
];
const paths = new Set(
  [...ours, ...theirs].filter((path) => !/\.(?:map|nft\.json)$/.test(path) && existsSync(path)),
);

rmSync(image, { recursive: true, force: true });
for (const path of paths) layFile(path, join(image, path));
// Next wants to list it; what was in it is served from dist/static/.
mkdirSync(join(image, '.next/static'));
chmodSync(join(image, '.next/static'), 0o755);
process.stdout.write(`Laid ${image}/: ${paths.size} files.\n`);
