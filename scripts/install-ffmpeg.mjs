import { goWithout } from './install/go-without.mjs';
import { installByApt } from './install/install-by-apt.mjs';
import { isOnPath } from './install/on-path.mjs';

/**
 * Makes sure, where it can, that the tests have FFmpeg, which plays recorded files as something that is no browser.
 * Where there is none those tests are skipped, and this says so in one line.
 */
const hasFfmpeg = () => ['ffmpeg', 'ffprobe'].every(isOnPath);

const problem = hasFfmpeg() ? null : installByApt(['ffmpeg']);
if (!hasFfmpeg()) {
  goWithout(problem ?? 'apt-get brought no ffmpeg.', 'Tests of recordings are skipped: install ffmpeg.');
}
