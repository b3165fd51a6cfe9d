import { setTimeout as delay } from 'node:timers/promises';
import { framesOf } from '../frame-log';
import { watchAudio } from './audio-watch';
import { type Fault, holds, type Scene, under } from './fault';
import { worstGapMs } from './gaps';

const lossyMs = 20_000;
const narrowMs = 20_000;
const rampUpMs = 8_000;
const recoveryMs = 10_000;

/** Frames a second that Bo sees of Ada, over the two seconds that end now. */
async function frameRate({ people: [ada, bo] }: Scene): Promise<number> {
  const sinceMs = Date.now() - 2_000;
  const frames = await framesOf(bo.page, ada.name);
  return frames.filter((ms) => ms > sinceMs).length / 2;
}

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
    const usualRate = await frameRate(scene);
    if (usualRate === 0) throw new Error('there was no picture before the line became narrow');
    const watch = await watchAudio(people[1].page);
    wire?.set('up', { rateKbps: 250 });
    await delay(narrowMs);
    const narrowRate = await frameRate(scene);
    wire?.set('up', {});
    const freeMs = Date.now();
    let rate = 0;
    do {
      await delay(250);
      rate = await frameRate(scene);
    } while (rate < 0.8 * usualRate && Date.now() - freeMs < 2 * recoveryMs);
    return [
      under('longest silence at 250 kbit/s', await watch.stop(), 1_000),
      under(
        `until the picture was back from ${narrowRate} to ${rate} of ${usualRate} frames a second`,
        Date.now() - freeMs,
        recoveryMs,
      ),
      holds('the picture is back', rate >= 0.8 * usualRate),
    ];
  },
};

/** Lines that are there, but bad. */
export const lineFaults = [lossyLine, narrowUplink];
