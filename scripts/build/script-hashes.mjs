import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { filesUnder } from './files-under.mjs';

const inlineScript = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g;

/** Writes the CSP hash of every inline script in the built pages to `file`, so that no other script runs in them. */
export function writeScriptHashes(pagesDirectory, file) {
  const hashes = new Set();
  for (const path of filesUnder(pagesDirectory).filter((name) => name.endsWith('.html'))) {
    for (const [, script] of readFileSync(path, 'utf8').matchAll(inlineScript)) {
      hashes.add(`'sha256-${createHash('sha256').update(script).digest('base64')}'`);
    }
  }
  writeFileSync(file, JSON.stringify([...hashes].sort()));
  return hashes.size;
}
