import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * Makes sure that the tests have a Chromium: `CHROMIUM_PATH`, one on PATH, or the distribution's, installed by apt
 * (with sudo where we are not root). Exits with 1 and says what to install where none of this is possible.
 */
const names = ['chromium', 'chromium-browser', 'google-chrome'];

function onPath(name) {
  return ['/usr/bin', '/usr/sbin', ...(process.env.PATH ?? '').split(delimiter)].some((folder) =>
    existsSync(join(folder, name)),
  );
}

function hasChromium() {
  return process.env.CHROMIUM_PATH ? existsSync(process.env.CHROMIUM_PATH) : names.some(onPath);
}

function giveUp(why) {
  process.stderr.write(
    `${why} The browser tests need Chromium. Install it and make sure that "chromium" is on PATH, or put the path ` +
      'of a Chromium or Chrome in CHROMIUM_PATH:\n' +
      '  Debian, Ubuntu   sudo apt-get install chromium\n' +
      '  Fedora           sudo dnf install chromium\n' +
      '  Arch             sudo pacman -S chromium\n' +
      '  macOS            brew install --cask google-chrome\n' +
      '                   export CHROMIUM_PATH="/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"\n',
  );
  process.exit(1);
}

function installByApt() {
  const isRoot = process.getuid?.() === 0;
  if (!isRoot && !onPath('sudo')) giveUp('Neither root nor sudo.');
  const apt = (...args) =>
    spawnSync(isRoot ? 'apt-get' : 'sudo', isRoot ? args : ['apt-get', ...args], {
      stdio: 'inherit',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0;
  if (!apt('update')) giveUp('"apt-get update" failed.');
  if (!apt('install', '-y', '--no-install-recommends', 'chromium'))
    giveUp('"apt-get install chromium" failed.');
}

if (process.env.CHROMIUM_PATH && !hasChromium()) {
  giveUp(`CHROMIUM_PATH is ${process.env.CHROMIUM_PATH}, where there is no file.`);
}
if (!hasChromium()) {
  if (!onPath('apt-get')) giveUp('No Chromium here, and no apt-get to install it.');
  installByApt();
  if (!hasChromium()) giveUp('apt-get brought no Chromium.');
}
