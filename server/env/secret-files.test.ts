import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readSecretFiles } from './secret-files';

const directory = mkdtempSync(join(tmpdir(), 'parley-secrets-'));
const path = join(directory, 'turn-secret');
const empty = join(directory, 'empty');
writeFileSync(path, 'hush\n');
writeFileSync(empty, '\n');
afterAll(() => rmSync(directory, { recursive: true }));

describe('readSecretFiles', () => {
  it('reads a secret from the file that its variable names', () => {
    const read = readSecretFiles({ TURN_SECRET_FILE: path, PORT: '80' });
    expect(read).toMatchObject({ ok: true, value: { TURN_SECRET: 'hush', PORT: '80' } });
  });

  it('takes an empty variable for unset, and leaves alone what is no secret', () => {
    const source = { TURN_SECRET_FILE: '', REDIS_URL_FILE: ' ', HOST_FILE: path };
    expect(readSecretFiles(source)).toEqual({ ok: true, value: source });
  });

  it.each([
    [{ TURN_SECRET_FILE: path, TURN_SECRET: 'hush' }, 'TURN_SECRET is set beside TURN_SECRET_FILE'],
    [
      { REDIS_URL_FILE: '/nowhere/at-all' },
      'REDIS_URL_FILE holds "/nowhere/at-all", but must be a file to read (ENOENT).',
    ],
    [{ TURN_SECRET_FILE: empty }, 'which is empty.'],
  ])('refuses %o in one line without the secret', (source, words) => {
    const read = readSecretFiles(source as Record<string, string>);
    const message = read.ok ? '' : read.message;
    expect(message).toContain(words);
    expect(message).not.toMatch(/hush|\n/);
  });
});
