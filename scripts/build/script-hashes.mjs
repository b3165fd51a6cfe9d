import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { builtPages } from './built-pages.mjs';

const inlineScript = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g;

/** The CSP hash of each inline script in a page. */
export function hashInlineScripts(html) {
  return [...html.matchAll(inlineScript)].map(
    ([, script]) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  );
}

/** The CSP hash of every inline script in the pages that were built below `nextDirectory`, each once. */
export function hashScriptsOfPages(nextDirectory) {
  const hashes = builtPages(nextDirectory).flatMap((path) => hashInlineScripts(readFileSync(path, 'utf8')));
  return [...new Set(hashes)].sort();
}
