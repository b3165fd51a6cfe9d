import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

const require = createRequire(import.meta.url);
const next = join(dirname(require.resolve('next/package.json')), 'dist');

/** The files of Next's that run in browsers, in production. */
function* browserFiles(): Generator<string> {
  for (const folder of ['client', 'shared/lib'])
    for (const path of readdirSync(join(next, folder), { recursive: true, encoding: 'utf8' }))
      if (path.endsWith('.js') && !path.startsWith('dev')) yield join(next, folder, path);
}

it('has every constant that Next reads in a browser, as Next has it', () => {
  const read: Record<string, unknown> = {};
  for (const path of browserFiles()) {
    const text = readFileSync(path, 'utf8');
    const [, module] = /const (\w+) = require\("(?:\.\.\/)+lib\/constants"\)/.exec(text) ?? [];
    if (module === undefined) continue;
    const all = require(`${next}/lib/constants`);
    for (const [, name = ''] of text.matchAll(new RegExp(`\\b${module}\\.(\\w+)`, 'g')))
      read[name] = all[name];
  }
  expect(require('./next-constants.cjs')).toEqual(read);
});
