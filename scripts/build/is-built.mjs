import { existsSync, readFileSync } from 'node:fs';
import { fingerprint } from './fingerprint.mjs';

/** Whether there is a production build of the sources as they are now; relative to the project's folder. */
export function isBuilt() {
  if (!existsSync('dist/build.json') || !existsSync('dist/server.cjs') || !existsSync('.next/BUILD_ID'))
    return false;
  const sources = fingerprint();
  return sources === null || JSON.parse(readFileSync('dist/build.json', 'utf8')).sources === sources;
}
