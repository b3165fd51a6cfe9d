import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';

it('writes each line before anything that is written to standard output after it', () => {
  const script = `import { createLogger } from './server/logger.ts';
    const logger = createLogger('info');
    logger.info('draining');
    logger.info('stopped');
    process.stdout.write('last');`;
  const output = execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    encoding: 'utf8',
  });
  expect(output).toMatch(/"draining".*\n.*"stopped".*\nlast$/);
}, 30_000);
