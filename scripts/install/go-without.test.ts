import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

const script =
  "import('./scripts/install/go-without.mjs').then((it) => it.goWithout('No x.', 'Tests are skipped.'))";

it.each([
  ['', 0],
  ['true', 1],
])('says what is skipped, and with CI=%j ends with %d', (CI, status) => {
  const ended = spawnSync(process.execPath, ['-e', script], {
    env: { PATH: process.env.PATH, CI },
    encoding: 'utf8',
  });
  expect([ended.status, ended.stdout.split('.', 2).join('.')]).toEqual([status, 'No x. Tests are skipped']);
});
