import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { filesUnder } from './files-under.mjs';

const inlineScript = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g;

/** The CSP hash of each inline script in a page. */
export function hashInlineScripts(html) {
  return [...html.matchAll(inlineScript)].map(
    ([, script]) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  );
}

/** Writes the CSP hash of every inline script in the built pages to `file`, so that no other script runs in them. */
export function writeScriptHashes(pagesDirectory, file) {
  const hashes = new Set();
  for (const path of filesUnder(pagesDirectory).filter((name) => name.endsWith('.html'))) {
    for (const hash of hashInlineScripts(readFileSync(path, 'utf8'))) hashes.add(hash);
  }
  writeFileSync(file, JSON.stringify([...hashes].sort()));
  return hashes.size;
}
