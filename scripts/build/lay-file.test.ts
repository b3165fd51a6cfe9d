import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { layFile } from './lay-file.mjs';

const umask = process.umask();
const directory = mkdtempSync(join(tmpdir(), 'parley-lay-file-'));

afterEach(() => {
  process.umask(umask);
  rmSync(directory, { recursive: true });
});

it('lays what another user can read, also out of a clone that nobody else could', () => {
  process.umask(0o077);
  const from = join(directory, 'from');
  writeFileSync(from, 'x', { mode: 0o600 });
  layFile(from, join(directory, 'image/a/b'));
  const modeOf = (path: string) => statSync(join(directory, path)).mode & 0o777;
  expect(['image', 'image/a', 'image/a/b'].map(modeOf)).toEqual([0o755, 0o755, 0o644]);
});
