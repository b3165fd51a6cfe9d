import { goWithout } from './install/go-without.mjs';
import { installByApt } from './install/install-by-apt.mjs';
import { isOnPath } from './install/on-path.mjs';

/**
 * Makes sure in CI that the tests have a relay to try. Elsewhere they do without, and this says so in one line: the
 * package would have a relay run on the machine from then on.
 */
const hasCoturn = () => isOnPath('turnserver');

const mayInstall = Boolean(process.env.CI);
const problem = hasCoturn() ? null : mayInstall ? installByApt(['coturn']) : 'There is no coturn.';
if (!hasCoturn()) {
  goWithout(problem ?? 'apt-get brought no coturn.', 'Tests of the relay are skipped: install coturn.');
}
