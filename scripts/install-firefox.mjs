import { existsSync } from 'node:fs';
import { goWithout } from './install/go-without.mjs';
import { installByApt } from './install/install-by-apt.mjs';
import { isOnPath } from './install/on-path.mjs';

/**
 * Makes sure, where it can, that the tests have a Firefox: `FIREFOX_PATH`, one on PATH, or the distribution's,
 * installed by apt. Where there is none its tests are skipped, and this says so in one line.
 */
function hasFirefox() {
  const { FIREFOX_PATH: path } = process.env;
  return path ? existsSync(path) : ['firefox-esr', 'firefox'].some(isOnPath);
}

const problem = hasFirefox() || process.env.FIREFOX_PATH ? null : installByApt(['firefox-esr']);
if (!hasFirefox()) {
  const why = problem ?? `FIREFOX_PATH is ${process.env.FIREFOX_PATH}, where there is no file.`;
  goWithout(why, 'Tests with Firefox are skipped: install it, or put its path in FIREFOX_PATH.');
}
