import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

/** The secret in a file that only its owner can read; on the first start a random one of 256 bits. */
export function keptSecret(path: string): string {
  try {
    // Never over one that is there.
    writeFileSync(path, randomBytes(32).toString('base64url'), { mode: 0o400, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const secret = readFileSync(path, 'utf8').trim();
  if (secret.length < 32) throw new Error(`${path} holds no whole secret: delete it, and another is made.`);
  return secret;
}
