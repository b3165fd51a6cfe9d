import { firefoxPath } from './fixtures/firefox';
import { test } from './fixtures/firefox-test';
import { expect } from './fixtures/test';

test.skip(firefoxPath() === null, 'Firefox is missing: install firefox-esr, or put its path in FIREFOX_PATH');

test('somebody at a Chromium calls, and somebody at a Firefox joins', async ({
  server,
  invite,
  inviteToFirefox,
}) => {
  const ada = await invite('ada');
  const bo = await inviteToFirefox('bo');
  const link = await ada.startCall(server.url);
  await ada.join();
  await bo.joinAt(link);
  await ada.sees(bo);
  await bo.sees(ada);
  await ada.hears(bo);
  await bo.hears(ada);

  await bo.page.reload();
  await bo.join();
  await ada.isInCallWith(bo);
  await bo.isInCallWith(ada);
  await bo.sees(ada);
  await ada.sees(bo);

  await bo.leave();
  await ada.isInCallWith();
  expect(bo.trouble).toEqual([]);
});

test('somebody at a Firefox calls, and somebody at a Chromium joins', async ({
  server,
  invite,
  inviteToFirefox,
}) => {
  const ada = await inviteToFirefox('ada');
  const bo = await invite('bo');
  const link = await ada.startCall(server.url);
  await ada.join();
  await bo.joinAt(link);
  await bo.sees(ada);
  await ada.sees(bo);
  await bo.hears(ada);
  await ada.hears(bo);

  await bo.leave();
  await ada.isInCallWith();
  expect(ada.trouble).toEqual([]);
});

test('two people at Firefoxes see and hear each other', async ({ server, inviteToFirefox }) => {
  const ada = await inviteToFirefox('ada');
  const bo = await inviteToFirefox('bo');
  const link = await ada.startCall(server.url);
  await ada.join();
  await bo.joinAt(link);
  await ada.sees(bo);
  await bo.sees(ada);
  await ada.hears(bo);
  await bo.hears(ada);
});
