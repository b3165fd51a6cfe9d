import type { Page } from '@playwright/test';
import { readInboundPerSecond, recordFrameTimes } from './fixtures/readings';
import { expect, test } from './fixtures/test';

const readDecodedPerSecond = async (page: Page) => (await readInboundPerSecond(page)).framesDecoded;

/** The description in force on each side of a connection: another one means that something was negotiated. */
const readDescriptions = (page: Page) =>
  page.evaluate(() =>
    window.probe.connections.map(({ localDescription, remoteDescription }) => [
      localDescription?.sdp,
      remoteDescription?.sdp,
    ]),
  );

function longestGap(timesMs: readonly number[]): number {
  return Math.max(...timesMs.slice(1).map((timeMs, index) => timeMs - (timesMs[index] ?? 0)));
}

test('a muted microphone is silent and shown as off, and comes back', async ({ gather }) => {
  const [ada, bo] = await gather('ada', 'bo');
  await ada.hears(bo);
  await bo.press('Turn off microphone');
  await expect(ada.tile('Bo')).toContainText('Microphone off');
  await ada.hears();
  await bo.press('Turn on microphone');
  await expect(ada.tile('Bo')).not.toContainText('Microphone off');
  await ada.hears(bo);
});

test('a camera that is off is released, nothing of the picture stays or arrives, and it comes back', async ({
  gather,
}) => {
  const [ada, bo] = await gather('ada', 'bo');
  await ada.sees(bo);
  await bo.press('Turn off camera');
  await expect(ada.tile('Bo')).toContainText('Camera off');
  await ada.seesNoPictureOf(bo);
  await expect.poll(() => readDecodedPerSecond(ada.page), { message: 'frames still decoded' }).toBe(0);
  const states = await bo.page.evaluate(() => window.probe.cameraTracks.map(({ readyState }) => readyState));
  expect(states).not.toContain('live');
  await ada.hears(bo);
  await bo.press('Turn on camera');
  await ada.sees(bo);
  await bo.press('Turn off camera');
  await ada.seesNoPictureOf(bo);
  await bo.press('Turn on camera');
  await ada.sees(bo);
  await bo.sees(ada);
});

test('somebody who joins with everything off sends nothing until it is turned on', async ({
  server,
  invite,
}) => {
  const ada = await invite('ada');
  const bo = await invite('bo');
  const link = await ada.startCall(server.url);
  await ada.join();
  await bo.page.goto(link);
  await bo.button('Turn off camera').click();
  await bo.button('Turn off microphone').click();
  await bo.join();
  await bo.sees(ada);
  await expect(ada.tile('Bo')).toContainText('Camera off');
  await expect(ada.tile('Bo')).toContainText('Microphone off');
  await ada.seesNoPictureOf(bo);
  await ada.hears();
  await bo.press('Turn on camera');
  await bo.press('Turn on microphone');
  await ada.sees(bo);
  await ada.hears(bo);
});

test('another camera chosen in the call takes over: nothing is negotiated and the picture hardly pauses', async ({
  server,
  invite,
}) => {
  const ada = await invite('ada');
  // The second of Chromium's fake cameras delivers depth, which no encoder takes.
  const bo = await invite('bo', {
    deviceFlags: ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream=device-count=3'],
  });
  const link = await ada.startCall(server.url);
  await ada.join();
  await bo.joinAt(link);
  await expect.poll(() => readDecodedPerSecond(ada.page)).toBeGreaterThan(3);
  const liveCameras = () =>
    bo.page.evaluate(() =>
      window.probe.cameraTracks.filter(({ readyState }) => readyState === 'live').map(({ label }) => label),
    );
  expect(await liveCameras()).toEqual(['fake_device_0']);
  await bo.press('More');
  const descriptions = [await readDescriptions(ada.page), await readDescriptions(bo.page)];
  const frames = await recordFrameTimes(ada.tile('Bo').locator('video'));
  const countFrames = async () => (await frames.jsonValue()).length;
  await expect.poll(countFrames, { message: 'frames of the first camera' }).toBeGreaterThan(40);
  const countBefore = await countFrames();

  await bo.page.getByRole('combobox', { name: 'Camera' }).selectOption({ label: 'fake_device_2' });
  await expect.poll(liveCameras, { message: 'the one live camera' }).toEqual(['fake_device_2']);
  const countAfter = await countFrames();
  await expect
    .poll(countFrames, { message: 'frames of the second camera in the same <video>' })
    .toBeGreaterThan(countAfter + 40);
  const timesMs = await frames.jsonValue();
  const usualGapMs = longestGap(timesMs.slice(0, countBefore));
  const gapMs = longestGap(timesMs.slice(countBefore - 1));
  expect(gapMs).toBeLessThan(10 * usualGapMs);
  expect([await readDescriptions(ada.page), await readDescriptions(bo.page)]).toEqual(descriptions);
});
