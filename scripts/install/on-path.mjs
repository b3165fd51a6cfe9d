import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Whether a program can be started by its name, or is where distributions put programs. */
export function isOnPath(name) {
  return ['/usr/bin', '/usr/sbin', ...(process.env.PATH ?? '').split(delimiter)].some((folder) =>
    existsSync(join(folder, name)),
  );
}
