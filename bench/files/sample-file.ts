import { createHash, randomBytes } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';

const mebibyte = 1024 * 1024;

/** Writes a file of random bytes; returns the SHA-256 of the SHA-256s of its every MiB, in hexadecimal. */
export function writeSampleFile(path: string, megabytes: number): string {
  const file = openSync(path, 'w');
  const all = createHash('sha256');
  const random = randomBytes(mebibyte);
  for (let index = 0; index < megabytes; index++) {
    // No two are alike, and drawing each anew would take longer than sending it.
    random.writeUInt32LE(index, (index * 4096) % mebibyte);
    writeSync(file, random);
    all.update(createHash('sha256').update(random).digest());
  }
  closeSync(file);
  return all.digest('hex');
}
