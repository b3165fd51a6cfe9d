import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtPages } from './built-pages.mjs';
import { loadTypescript } from './load-typescript.mjs';
import { hashScriptsOfPages } from './script-hashes.mjs';

const meta = (signaling) => `<meta name="parley-signaling" content="${signaling}"/>`;
const formerMeta = /<meta name="parley-signaling"[^>]*>/g;

/**
 * Makes the pages that were built below `nextDirectory` ready for a host other than our server (`readHost`): they say
 * where signaling is, and Next's list of routes has the headers that our server would send. Returns these as rules.
 */
export async function dressPages(nextDirectory, { signaling, connectOrigins, isHttps }) {
  for (const path of builtPages(nextDirectory)) {
    const html = readFileSync(path, 'utf8').replace(formerMeta, '');
    writeFileSync(path, html.replace('<head>', `<head>${meta(signaling)}`));
  }
  const { createHeaderRules } = await loadTypescript('server/http/header-rules.ts');
  const rules = createHeaderRules({
    scriptHashes: hashScriptsOfPages(nextDirectory),
    connectOrigins,
    isHttps,
  });
  const manifest = join(nextDirectory, 'routes-manifest.json');
  const routes = JSON.parse(readFileSync(manifest, 'utf8'));
  writeFileSync(manifest, JSON.stringify({ ...routes, headers: rules }));
  return rules;
}
