import { expect, test } from './fixtures/test';

/** Neither asked nor granted: what a person who refuses looks like to the page. */
const refused = { deviceFlags: ['--use-fake-device-for-media-stream'], permissions: [] };
const without = {
  deviceFlags: ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream=device-count=0'],
};

test('somebody who refuses camera and microphone is told what to do, joins all the same, and sees the others', async ({
  server,
  invite,
}) => {
  const ada = await invite('ada');
  const bo = await invite('bo', refused);
  const link = await ada.startCall(server.url);
  await ada.join();
  await bo.page.goto(link);
  await expect(bo.page.getByText('Your camera is blocked')).toBeVisible();
  await expect(bo.page.getByText('Your microphone is blocked')).toBeVisible();
  await bo.join();
  await bo.sees(ada);
  await bo.hears(ada);
  await expect(ada.tile('Bo')).toContainText('Camera off');
  await expect(ada.tile('Bo')).toContainText('Microphone off');
});

test('somebody without any camera or microphone joins, and is called over', async ({ server, invite }) => {
  const ada = await invite('ada');
  const bo = await invite('bo', without);
  const link = await bo.startCall(server.url);
  await expect(bo.page.getByText('No camera found')).toBeVisible();
  await expect(bo.page.getByText('No microphone found')).toBeVisible();
  await bo.join();
  await ada.joinAt(link);
  await bo.sees(ada);
  await bo.hears(ada);
  await expect(ada.tile('Bo')).toContainText('Camera off');
});

test('two people without devices are in a call together', async ({ server, invite }) => {
  const ada = await invite('ada', without);
  const bo = await invite('bo', without);
  const link = await ada.startCall(server.url);
  await ada.join();
  await bo.joinAt(link);
  await ada.isInCallWith(bo);
  await bo.isInCallWith(ada);
  await expect(ada.tile('Bo')).not.toContainText('Connecting');
});
