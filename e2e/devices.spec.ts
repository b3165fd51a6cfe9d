import type { Page } from '@playwright/test';
import { readInboundPerSecond } from './fixtures/readings';
import { expect, test } from './fixtures/test';

const readDecodedPerSecond = async (page: Page) => (await readInboundPerSecond(page)).framesDecoded;

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

test('a camera that is off is released, and nothing of the picture stays or arrives', async ({ gather }) => {
  const [ada, bo] = await gather('ada', 'bo');
  await ada.sees(bo);
  await bo.press('Turn off camera');
  await expect(ada.tile('Bo')).toContainText('Camera off');
  await ada.seesNoPictureOf(bo);
  await expect.poll(() => readDecodedPerSecond(ada.page), { message: 'frames still decoded' }).toBe(0);
  const states = await bo.page.evaluate(() => window.probe.cameraTracks.map(({ readyState }) => readyState));
  expect(states).not.toContain('live');
  await ada.hears(bo);
});

test('a camera turned on again shows the right picture again', async ({ gather }) => {
  const [ada, bo] = await gather('ada', 'bo');
  for (let round = 0; round < 2; round++) {
    await ada.sees(bo);
    await bo.press('Turn off camera');
    await ada.seesNoPictureOf(bo);
    await bo.press('Turn on camera');
  }
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

test('another camera chosen in the call takes over without a break', async ({ server, invite }) => {
  const ada = await invite('ada');
  // The second of Chromium's fake cameras delivers depth, which no encoder takes.
  const bo = await invite('bo', {
    deviceFlags: ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream=device-count=3'],
  });
  const link = await ada.startCall(server.url);
  await ada.join();
  await bo.joinAt(link);
  await expect.poll(() => readDecodedPerSecond(ada.page), { timeout: 20_000 }).toBeGreaterThan(3);
  const liveCameras = () =>
    bo.page.evaluate(() =>
      window.probe.cameraTracks.filter(({ readyState }) => readyState === 'live').map(({ label }) => label),
    );
  expect(await liveCameras()).toEqual(['fake_device_0']);
  await bo.press('More');
  await bo.page.getByRole('combobox', { name: 'Camera' }).selectOption({ label: 'fake_device_2' });
  await expect.poll(liveCameras, { message: 'the one live camera' }).toEqual(['fake_device_2']);
  await expect
    .poll(() => ada.sightIn(ada.tile('Bo')), { message: 'a moving picture' })
    .not.toMatch(/still|no picture/);
  await expect.poll(() => readDecodedPerSecond(ada.page)).toBeGreaterThan(3);
});
