/*
 * Lays what works without a server into dist/site/, out of the last build: direct calls, as the front page and as
 * /direct/. Any host of static files can serve the folder, at the root of an https: address.
 */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadTypescript } from './build/load-typescript.mjs';
import { hashInlineScripts } from './build/script-hashes.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const site = 'dist/site';
const pages = {
  'index.html': 'direct.html',
  'direct/index.html': 'direct.html',
  '404.html': '_not-found.html',
};

const { createPolicy } = await loadTypescript('server/http/content-security-policy.ts');

/** The policy that the server would send, which a page can say of itself as well (CSP3 3.3). */
function policyFor(scriptHashes) {
  // Who may frame a page can only be said in a header.
  return createPolicy({ scriptHashes, socketOrigins: [] })(undefined).replace(/; frame-ancestors [^;]*/, '');
}

rmSync(site, { recursive: true, force: true });
mkdirSync(site, { recursive: true });
cpSync('public', site, { recursive: true });
cpSync('.next/static', join(site, '_next/static'), { recursive: true });
for (const [place, page] of Object.entries(pages)) {
  const html = readFileSync(join('.next/server/app', page), 'utf8');
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policyFor(hashInlineScripts(html))}"/>`;
  mkdirSync(dirname(join(site, place)), { recursive: true });
  writeFileSync(join(site, place), html.replace('<head>', `<head>${meta}`));
}
process.stdout.write(`Laid ${site}/: direct calls without a server.\n`);
