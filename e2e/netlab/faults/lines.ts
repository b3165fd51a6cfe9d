import { setTimeout as delay } from 'node:timers/promises';
import { framesOf } from '../frame-log';
import { watchAudio } from './audio-watch';
import { type Fault, holds, type Scene, under } from './fault';
import { worstGapMs } from './gaps';

const lossyMs = 20_000;
const narrowMs = 20_000;
/** Pictures begin small, and on a busy machine take their time to grow: what is usual shows after this. */
const rampUpMs = 15_000;
const recoveryMs = 10_000;

interface Picture {
  framesPerSecond: number;
  heightPx: number;
}

/** What Bo sees of Ada, over the two seconds that end now. */
async function readPicture({ people: [ada, bo] }: Scene): Promise<Picture> {
  const sinceMs = Date.now() - 2_000;
  const frames = await framesOf(bo.page, ada.name);
  const video = bo.tile(ada.name).locator('video').first();
  return {
    framesPerSecond: frames.filter((ms) => ms > sinceMs).length / 2,
    heightPx: await video.evaluate(({ videoHeight }: HTMLVideoElement) => videoHeight),
  };
}

/**
 * Whether a picture moves as it usually does and has begun to grow again. On a narrow line encoders give up lines rather
 * than frames, and take them back in steps of several seconds.
 */
function isBack({ framesPerSecond, heightPx }: Picture, usual: Picture, narrow: Picture): boolean {
  const isLarger = heightPx > narrow.heightPx || heightPx >= usual.heightPx;
  return framesPerSecond >= 0.8 * usual.framesPerSecond && isLarger;
}

const inWords = ({ framesPerSecond, heightPx }: Picture): string =>
  `${heightPx} lines, ${framesPerSecond} frames a second`;

const lossyLine: Fault = {
  name: 'lossy-line',
  kinds: ['eim', 'eim'],
  async run({ lab, people }) {
    lab.side('a').wire?.set('both', { delayMs: 75, lossPercent: 5 });
    await delay(2_000);
    const fromMs = Date.now();
    const watches = await Promise.all(people.map(({ page }) => watchAudio(page)));
    await delay(lossyMs);
    const gapMs = await worstGapMs(people, fromMs);
    const silencesMs = await Promise.all(watches.map((watch) => watch.stop()));
    return [
      under('longest silence at 5 % loss and 150 ms round trip', Math.max(...silencesMs), 1_000),
      under('longest gap between pictures', gapMs, 2_000),
    ];
  },
};

const narrowUplink: Fault = {
  name: 'narrow-uplink',
  kinds: ['eim', 'eim'],
  isBusy: true,
  async run(scene) {
    const { lab, people } = scene;
    const wire = lab.side('a').wire;
    await delay(rampUpMs);
    const usual = await readPicture(scene);
    if (usual.framesPerSecond === 0) throw new Error('there was no picture before the line became narrow');
    const watch = await watchAudio(people[1].page);
    wire?.set('up', { rateKbps: 250 });
    const narrowFromMs = Date.now();
    await delay(narrowMs);
    const gapMs = await worstGapMs(people, narrowFromMs);
    const narrow = await readPicture(scene);
    wire?.set('up', {});
    const freeMs = Date.now();
    let picture: Picture;
    do {
      await delay(250);
      picture = await readPicture(scene);
    } while (!isBack(picture, usual, narrow) && Date.now() - freeMs < 2 * recoveryMs);
    const backMs = Date.now() - freeMs;
    return [
      under('longest silence at 250 kbit/s', await watch.stop(), 1_000),
      under('longest gap between pictures there', gapMs, 2_000),
      under(`until the picture grew from ${inWords(narrow)}, to ${inWords(picture)}`, backMs, recoveryMs),
      holds(`the picture moves as before, when it had ${inWords(usual)}`, isBack(picture, usual, narrow)),
    ];
  },
};

/** Lines that are there, but bad. */
export const lineFaults = [lossyLine, narrowUplink];
