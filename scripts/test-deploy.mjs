import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isBuilt } from './build/is-built.mjs';
import { makeNetwork, makeTestAuthority, removeLeftovers, removeNetwork } from './deploy/network.mjs';
import { findObstacle } from './install/find-obstacle.mjs';
import { goWithout } from './install/go-without.mjs';
import { installPrograms } from './install/install-programs.mjs';
import { nodeStep, runSteps } from './run-steps.mjs';

/**
 * `npm run test:deploy`: runs what compose.yaml describes with its own configuration files, each service confined as in a
 * container, on a server and for somebody outside that are network namespaces. Where that can't be done it says why in
 * one line and exits with 0; in CI with 1, when it is for want of a program. `--image` builds the image as
 * well, which takes minutes.
 */
process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const packageOfProgram = {
  caddy: 'caddy',
  haproxy: 'haproxy',
  turnserver: 'coturn',
  'redis-server': 'redis-server',
  ip: 'iproute2',
  iptables: 'iptables',
  openssl: 'openssl',
  wget: 'wget',
};
function testDeployment() {
  const prefix = 'parley-deploy';
  const tag = `${prefix}-${process.pid}`;
  const directory = mkdtempSync(join(tmpdir(), `${tag}-`));
  const end = () => {
    removeNetwork(tag);
    rmSync(directory, { recursive: true, force: true });
  };
  process.on('exit', end);
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));
  removeLeftovers(prefix);
  const domain = 'call.parley.test';
  const network = makeNetwork(tag, domain, 'docs/DEPLOY.md');
  const authority = makeTestAuthority(join(directory, 'authority'));
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'vitest.deploy.config.ts'];
  const { status } = spawnSync('ip', ['netns', 'exec', network.outside, process.execPath, ...vitest], {
    stdio: 'inherit',
    env: {
      ...process.env,
      NODE_EXTRA_CA_CERTS: authority,
      DEPLOYMENT: JSON.stringify({ ...network, domain, directory, authority }),
    },
  });
  // `null`: ended by a signal, or never begun.
  return status ?? 1;
}

const flags = process.argv.slice(2);
const unknown = flags.find((flag) => flag !== '--image');
const obstacle = unknown === undefined ? findObstacle('test:deploy') : null;
const missing = unknown === undefined && obstacle === null ? installPrograms(packageOfProgram) : null;
if (unknown !== undefined) {
  process.stderr.write(
    `"npm run test:deploy" does not know ${JSON.stringify(unknown)}: the only option is --image.\n`,
  );
  process.exitCode = 1;
} else if (obstacle !== null) {
  process.stdout.write(`Deployment test skipped: ${obstacle}.\n`);
} else if (missing !== null) {
  goWithout(missing, 'Deployment test skipped.');
} else {
  const failed = runSteps(
    [
      nodeStep('a browser', 'scripts/install-browser.mjs'),
      ...(isBuilt() ? [] : [nodeStep('build', 'scripts/build.mjs')]),
      nodeStep('what the image holds', 'scripts/lay-image.mjs'),
      ...(flags.includes('--image') ? [nodeStep('image', 'scripts/deploy/test-image.mjs')] : []),
    ],
    { stopsAtFailure: true },
  );
  process.exitCode = failed.length === 0 ? testDeployment() : 1;
}
