import { installByApt } from './install-by-apt.mjs';
import { isOnPath } from './on-path.mjs';

/** Installs by apt what is missing of `packageOfProgram`. Returns what is missing still, and why, or `null`. */
export function installPrograms(packageOfProgram) {
  const missing = () =>
    Object.entries(packageOfProgram).flatMap(([program, name]) => (isOnPath(program) ? [] : [name]));
  const problem = missing().length > 0 ? installByApt(missing()) : null;
  return missing().length > 0 ? `${problem ?? ''} Install ${missing().join(', ')}.`.trim() : null;
}
