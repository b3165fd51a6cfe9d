import { firefoxPath } from './fixtures/firefox';
import { test } from './fixtures/firefox-test';
import { expect } from './fixtures/test';

test.skip(firefoxPath() === null, 'Firefox is missing: install firefox-esr, or put its path in FIREFOX_PATH');

test('somebody at a Chromium calls, and somebody at a Firefox joins', async ({
  server,
  invite,
  inviteToFirefox,
}) => {
  const [ada, bo] = await Promise.all([invite('ada'), inviteToFirefox('bo')]);
  const link = await ada.startCall(server.url);
  await ada.join();
  await bo.joinAt(link);
  await Promise.all([ada.sees(bo), bo.sees(ada)]);
  await Promise.all([ada.hears(bo), bo.hears(ada)]);

  await bo.page.reload();
  await bo.join();
  await ada.isInCallWith(bo);
  await bo.isInCallWith(ada);
  await Promise.all([bo.sees(ada), ada.sees(bo)]);

  await bo.leave();
  await ada.isInCallWith();
  expect(bo.trouble).toEqual([]);
});

test('somebody at a Firefox calls, and somebody at a Chromium joins', async ({
  server,
  invite,
  inviteToFirefox,
}) => {
  const [ada, bo] = await Promise.all([inviteToFirefox('ada'), invite('bo')]);
  const link = await ada.startCall(server.url);
  await ada.join();
  await bo.joinAt(link);
  await Promise.all([bo.sees(ada), ada.sees(bo)]);
  await Promise.all([bo.hears(ada), ada.hears(bo)]);

  await bo.leave();
  await ada.isInCallWith();
  expect(ada.trouble).toEqual([]);
});

test('two people at Firefoxes see and hear each other', async ({ server, inviteToFirefox }) => {
  const [ada, bo] = await Promise.all([inviteToFirefox('ada'), inviteToFirefox('bo')]);
  const link = await ada.startCall(server.url);
  await ada.join();
  await bo.joinAt(link);
  await Promise.all([ada.sees(bo), bo.sees(ada)]);
  await Promise.all([ada.hears(bo), bo.hears(ada)]);
});
