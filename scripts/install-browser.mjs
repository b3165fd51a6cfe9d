import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { installByApt } from './install/install-by-apt.mjs';
import { isOnPath } from './install/on-path.mjs';

/**
 * Makes sure that the tests have a Chromium: `CHROMIUM_PATH`, one on PATH, or the distribution's, installed by apt
 * (with sudo where we are not root). Exits with 1 and says what to install where none of this is possible. Where the
 * distribution has a headless shell too, that is installed: most tests take less time in it.
 */
const names = ['chromium', 'chromium-browser', 'google-chrome'];

function hasChromium() {
  return process.env.CHROMIUM_PATH ? existsSync(process.env.CHROMIUM_PATH) : names.some(isOnPath);
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

if (process.env.CHROMIUM_PATH && !hasChromium()) {
  giveUp(`CHROMIUM_PATH is ${process.env.CHROMIUM_PATH}, where there is no file.`);
}
if (!hasChromium()) {
  const problem = installByApt(['chromium']);
  if (problem) giveUp(problem);
  if (!hasChromium()) giveUp('apt-get brought no Chromium.');
}

const shell = 'chromium-headless-shell';
// Not worth a password: only where none is asked for.
const mayInstall = process.getuid?.() === 0 || spawnSync('sudo', ['-n', 'true']).status === 0;
const mayWantShell = mayInstall && !process.env.CHROMIUM_PATH && !isOnPath(shell) && isOnPath('apt-cache');
if (mayWantShell && spawnSync('apt-cache', ['show', shell]).status === 0) installByApt([shell]);
