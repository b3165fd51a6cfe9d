import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

function start(variables: Record<string, string>) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
    env: { PATH: process.env.PATH, NODE_ENV: 'production', ...variables },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('the start', () => {
  it('stops with one line and no success when a variable is bad', { timeout: 60_000 }, () => {
    expect(start({ PORT: 'eighty' })).toEqual({
      status: 1,
      stdout: '',
      stderr: 'PORT holds "eighty", but must be a port number from 0 to 65535.\n',
    });
  });
});
