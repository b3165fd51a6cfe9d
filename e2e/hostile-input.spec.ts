import { spawnSync } from 'node:child_process';
import { expect, test } from '@playwright/test';

test('the built server, its pages included, survives requests with anything wrong in them', () => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['scripts/fuzz.mjs', '--seed', '1', '--minutes', '0'],
    { encoding: 'utf8' },
  );
  expect(status, stdout + stderr).toBe(0);
});
