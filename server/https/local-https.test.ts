import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readEnv } from '../env/env';
import { createLocalHttps } from './local-https';

it('sends whoever starts the server to an address that others can open, not to localhost', async () => {
  const root = mkdtempSync(join(tmpdir(), 'parley-local-https-'));
  try {
    const env = readEnv({ HTTPS: 'local', HOST: '192.168.1.7' });
    if (!env.ok) throw new Error(env.message);
    const message = await (await createLocalHttps(root, env.value)).messageFor(3_000);
    expect(message.split('\n')[2]).toBe('  https://192.168.1.7:3000');
    expect(message).not.toContain('localhost');
  } finally {
    rmSync(root, { recursive: true });
  }
});
