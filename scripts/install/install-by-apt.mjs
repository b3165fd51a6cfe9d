import { spawnSync } from 'node:child_process';
import { isOnPath } from './on-path.mjs';

/** Installs packages by apt, with sudo where we are not root. Returns why it could not, or `null`. */
export function installByApt(packages) {
  if (!isOnPath('apt-get')) return 'There is no apt-get here.';
  const isRoot = process.getuid?.() === 0;
  if (!isRoot && !isOnPath('sudo')) return 'Neither root nor sudo.';
  const apt = (...args) =>
    spawnSync(isRoot ? 'apt-get' : 'sudo', isRoot ? args : ['apt-get', ...args], {
      stdio: 'inherit',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0;
  if (!apt('update')) return '"apt-get update" failed.';
  if (!apt('install', '-y', '--no-install-recommends', ...packages)) {
    return `"apt-get install ${packages.join(' ')}" failed.`;
  }
  return null;
}
