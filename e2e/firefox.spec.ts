import { answerDirect, connectDirect, startDirect } from './fixtures/direct';
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

test('somebody at a Firefox calls, and somebody at a Chromium joins; they write to each other', async ({
  server,
  invite,
  inviteToFirefox,
}) => {
  const [ada, bo] = await Promise.all([inviteToFirefox('ada'), invite('bo')]);
  const link = await ada.startCall(server.url);
  await ada.join();
  await ada.press('Chat');
  await ada.write('from a Firefox');
  await bo.joinAt(link);
  await Promise.all([bo.sees(ada), ada.sees(bo)]);
  await Promise.all([bo.hears(ada), ada.hears(bo)]);

  await bo.press('Chat');
  const messages = bo.page.getByRole('log').locator('li > p[dir]');
  await expect(messages).toHaveText(['from a Firefox']);
  const field = bo.page.getByRole('textbox', { name: 'Message' });
  await field.fill('from a Chromium');
  await field.press('Enter');
  await ada.reads('from a Firefox', 'from a Chromium');
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

test('a code made in Chromium is answered in Firefox, and one made in Firefox in Chromium (D3)', async ({
  server,
  invite,
  inviteToFirefox,
}) => {
  const directUrl = `${server.url}/direct`;
  const [ada, bo] = await Promise.all([invite('ada'), inviteToFirefox('bo')]);
  await bo.page.goto(await startDirect(ada, directUrl));
  await bo.fill('Your name', bo.name);
  await connectDirect(ada, await bo.handedOver('Answer for the other person'));
  await Promise.all([ada.sees(bo), bo.sees(ada)]);
  await Promise.all([ada.hears(bo), bo.hears(ada)]);

  await bo.page.goto(`${server.url}/`);
  await ada.isInCallWith();
  await bo.page.goto(directUrl);
  await bo.press('Start a direct call');
  await bo.fill('Your name', bo.name);
  const code = await bo.handedOver('Code for the other person');
  const answer = await answerDirect(ada, directUrl, code);
  await bo.paste('Their answer', answer);
  await bo.press('Connect');
  await Promise.all([ada.sees(bo), bo.sees(ada)]);
});
