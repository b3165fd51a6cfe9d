import { spawnSync } from 'node:child_process';

/** `npm run fuzz`: hands its arguments to server/testing/fuzz/run.ts. */
const { status } = spawnSync(
  'node_modules/.bin/tsx',
  ['server/testing/fuzz/run.ts', ...process.argv.slice(2)],
  {
    stdio: 'inherit',
  },
);
process.exitCode = status ?? 1;
