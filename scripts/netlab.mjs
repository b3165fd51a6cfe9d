import { spawnSync } from 'node:child_process';
import { isBuilt } from './build/is-built.mjs';
import { installByApt } from './install/install-by-apt.mjs';
import { isOnPath } from './install/on-path.mjs';
import { binStep, nodeStep, runSteps } from './run-steps.mjs';

/**
 * `npm run test:netlab`: what the NAT lab needs, a build where there is none of the sources as they are, the lab.
 * Arguments go to the lab (e2e/netlab/README.md). Where there can be no lab it says why in one line and exits with 0.
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

function missingPackages() {
  return Object.entries(packageOfProgram).flatMap(([program, name]) => (isOnPath(program) ? [] : [name]));
}

/** Why there can be no lab here, or `null`. */
function findObstacle() {
  if (process.platform !== 'linux') return 'it needs Linux (network namespaces)';
  if (process.getuid() !== 0) return 'it needs root: try "sudo npm run test:netlab"';
  const missing = missingPackages();
  const problem = missing.length > 0 ? installByApt(missing) : null;
  if (missingPackages().length > 0) return `${problem ?? ''} Install ${missingPackages().join(', ')}`.trim();
  const probe = `parley-probe-${process.pid}`;
  const canAdd = spawnSync('ip', ['netns', 'add', probe]).status === 0;
  if (!canAdd) return 'this machine lets nobody make network namespaces (in a container: run it privileged)';
  spawnSync('ip', ['netns', 'delete', probe]);
  return null;
}

const obstacle = findObstacle();
if (obstacle !== null) {
  process.stdout.write(`NAT lab skipped: ${obstacle}.\n`);
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
