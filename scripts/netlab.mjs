import { isBuilt } from './build/is-built.mjs';
import { findObstacle } from './install/find-obstacle.mjs';
import { goWithout } from './install/go-without.mjs';
import { installPrograms } from './install/install-programs.mjs';
import { binStep, nodeStep, runSteps } from './run-steps.mjs';

/**
 * `npm run test:netlab`: what the NAT lab needs, a build where there is none of the sources as they are, the lab.
 * Arguments go to the lab (e2e/netlab/README.md). Where there can be no lab it says why in one line and exits with 0;
 * in CI with 1, when it is for want of a program.
 */
const packageOfProgram = {
  ip: 'iproute2',
  iptables: 'iptables',
  conntrack: 'conntrack',
  turnserver: 'coturn',
  python3: 'python3',
  openssl: 'openssl',
  sysctl: 'procps',
};

const obstacle = findObstacle('test:netlab');
const missing = obstacle === null ? installPrograms(packageOfProgram) : null;
if (obstacle !== null) {
  process.stdout.write(`NAT lab skipped: ${obstacle}.\n`);
} else if (missing !== null) {
  goWithout(missing, 'NAT lab skipped.');
} else {
  const failed = runSteps(
    [
      nodeStep('a browser', 'scripts/install-browser.mjs'),
      ...(isBuilt() ? [] : [nodeStep('build', 'scripts/build.mjs')]),
      binStep('NAT lab', 'tsx', 'e2e/netlab/run.ts', ...process.argv.slice(2)),
    ],
    { stopsAtFailure: true },
  );
  process.exitCode = failed.length === 0 ? 0 : 1;
}
