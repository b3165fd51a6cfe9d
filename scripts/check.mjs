import { existsSync } from 'node:fs';
import { binStep, nodeStep, runSteps } from './run-steps.mjs';

/** `npm run check`: everything that can be known without running the app. Exits with 1 when anything is wrong. */
const isFreshClone = !existsSync('next-env.d.ts');

const failed = runSteps(
  [
    ...(isFreshClone ? [binStep('route types', 'next', 'typegen')] : []),
    binStep('format, lint', 'biome', 'ci', '.'),
    binStep('types: app', 'tsc', '-p', 'tsconfig.json', '--noEmit'),
    binStep('types: server', 'tsc', '-p', 'tsconfig.server.json', '--noEmit'),
    binStep('types: tests and tools', 'tsc', '-p', 'tsconfig.tools.json', '--noEmit'),
    nodeStep('dependency rule, length', 'scripts/source-rules.mjs'),
    nodeStep('dead code', 'scripts/dead-code.mjs'),
  ],
  { stopsAtFailure: false },
);
process.exitCode = failed.length === 0 ? 0 : 1;
