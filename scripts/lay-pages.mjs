/*
 * Lays the pages of the last build into dist/pages/, dressed for the signaling that NEXT_PUBLIC_SIGNALING_URL names:
 * `next start dist/pages` serves them, headers and all, without our server and without another build.
 */
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { dressPages } from './build/dress-pages.mjs';
import { readHost } from './build/read-host.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const pages = 'dist/pages';
const host = await readHost(process.env).catch(({ message }) => message);
if (host === null || typeof host === 'string') {
  process.stderr.write(`${host ?? 'NEXT_PUBLIC_SIGNALING_URL is empty, but must say where signaling is.'}\n`);
  process.exit(1);
}
rmSync(pages, { recursive: true, force: true });
mkdirSync(pages, { recursive: true });
cpSync('.next', `${pages}/.next`, { recursive: true, filter: (path) => path !== '.next/cache' });
cpSync('public', `${pages}/public`, { recursive: true });
cpSync('next.config.js', `${pages}/next.config.js`);
await dressPages(`${pages}/.next`, host);
process.stdout.write(`Laid ${pages}/: signaling is at ${host.signaling}.\n`);
