import { chmodSync, cpSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/** Copies a file, with the folders that it takes, for everybody to read: whatever the umask, and the modes of the clone. */
export function layFile(from, to) {
  const umask = process.umask(0o022);
  mkdirSync(dirname(to), { recursive: true });
  process.umask(umask);
  cpSync(from, to, { dereference: true });
  chmodSync(to, 0o644);
}
