import {
  cardOf,
  countFileBytes,
  createSampleFiles,
  expectSaved,
  fetchFile,
  openChat,
  sendFile,
  untilPercent,
} from './fixtures/file-sharing';
import { expectFocusOn, openChatByKey, reach, sendFileByKey } from './fixtures/keys';
import { makeProfile, openKillable, removeProfile } from './fixtures/killable-browser';
import { installProbe } from './fixtures/page-probe';
import type { Person } from './fixtures/person';
import { readInboundPerSecond, recordFrameTimes } from './fixtures/readings';
import { expect, test } from './fixtures/test';

const files = createSampleFiles();
test.afterAll(() => files.remove());

const mebibyte = 1024 * 1024;

test('with the keyboard alone, a file goes to everyone or to one person, is paused, cancelled, and saved as it was', async ({
  gather,
}) => {
  const [ada, bo, cleo] = await gather('ada', 'bo', 'cleo');
  await ada.sees(bo);
  await ada.sees(cleo);
  const secret = files.make('for-bo.txt', 100);
  const report = files.make('report.pdf', 32 * mebibyte + 17);
  const toPick = [secret.path, report.path];
  ada.page.on('filechooser', (chooser) => chooser.setFiles(toPick.shift() ?? []));
  await openChatByKey(ada);
  await sendFileByKey(ada, secret, 'Bo');
  await sendFileByKey(ada, report);

  await expect(bo.page.getByText('Ada offers a file')).toBeVisible();
  await openChatByKey(bo);
  const { keyboard } = bo.page;
  const card = cardOf(bo, report);
  const pressInCard = async (name: string) => {
    await reach(bo, 'Tab', card.getByRole('button', { name }));
    await keyboard.press('Enter');
    // The button has done its work and is gone.
    await expectFocusOn(card);
  };
  await reach(bo, 'Shift+Tab', card.getByRole('button', { name: 'Download' }));
  await keyboard.press('Enter');
  await expectFocusOn(card);
  for (const name of ['Pause', 'Cancel', 'Download', 'Pause']) await pressInCard(name);
  const automatic = bo.page.waitForEvent('download');
  await pressInCard('Go on');
  expect((await automatic).suggestedFilename()).toBe('report.pdf');
  await expectSaved(bo, report, async (button) => {
    await reach(bo, 'Tab', button);
    await keyboard.press('Space');
  });
  await expect(cardOf(ada, report).getByText('Bo has it')).toBeVisible();
  await expect(cardOf(bo, secret)).toBeVisible();
  await openChat(cleo);
  await expect(cardOf(cleo, report)).toBeVisible();
  await expect(cardOf(cleo, secret)).toHaveCount(0);
});

test('the picture and the sound of a call go on while a file travels, and all of it without the server', async ({
  startServer,
  invite,
}) => {
  const server = await startServer({});
  const ada = await invite('ada');
  const bo = await invite('bo');
  const link = await ada.startCall(server.url);
  await ada.join();
  await bo.joinAt(link);
  await bo.sees(ada);
  const file = files.make('film.mp4', 32 * mebibyte);
  await sendFile(ada, file);
  await openChat(bo);
  await server.stop();
  await fetchFile(bo, file);
  await untilPercent(bo, file, 5);
  const frameTimes = await recordFrameTimes(bo.tile('Ada').locator('video'));
  const { audioEnergy } = await readInboundPerSecond(bo.page);
  expect((await frameTimes.jsonValue()).length, 'pictures of Ada within a second').toBeGreaterThan(1);
  expect(audioEnergy, 'sound within a second').toBeGreaterThan(0);
  await expectSaved(bo, file);
});

const large = 64 * mebibyte;

/** Of the second life alone: what had been shown as done is not sent again, and the rest is. */
async function expectResumed(person: Person, way: 'bytesSent' | 'bytesReceived', donePercent: number) {
  const bytes = await countFileBytes(person, way);
  const leftBytes = large * (1 - donePercent / 100);
  expect(bytes).toBeGreaterThan(0);
  // Headers, digests, and a block that may come twice each time.
  expect(bytes).toBeLessThan(leftBytes * 1.01 + 1024 * 1024);
}

test('a transfer goes on from where it was when its sender reloads, and when the receiver’s browser is killed', async ({
  server,
  invite,
}) => {
  const profile = await makeProfile();
  try {
    const ada = await invite('ada');
    const bo = await openKillable('bo', profile);
    const link = await ada.startCall(server.url);
    await ada.join();
    await bo.person.joinAt(link);
    const file = files.make('film.bin', large);
    await sendFile(ada, file);
    await fetchFile(bo.person, file);
    const atReload = await untilPercent(bo.person, file, 10);
    await ada.page.reload();
    await ada.join();
    const atKill = await untilPercent(bo.person, file, atReload + 20);
    await bo.kill();
    const again = await openKillable('bo', profile);
    await again.person.context.addInitScript(installProbe);
    await again.person.joinAt(link);
    await fetchFile(again.person, file);
    await expectSaved(again.person, file);
    await expectResumed(again.person, 'bytesReceived', atKill);
    await expectResumed(ada, 'bytesSent', atReload);
    await again.close();
  } finally {
    await removeProfile(profile);
  }
});

test('a sender whose browser is killed offers the file again, and it goes on from where it was', async ({
  server,
  invite,
}) => {
  const profile = await makeProfile();
  try {
    const ada = await openKillable('ada', profile);
    const link = await ada.person.startCall(server.url);
    await ada.person.join();
    const bo = await invite('bo');
    await bo.joinAt(link);
    const file = files.make('film.bin', large);
    await sendFile(ada.person, file);
    await fetchFile(bo, file);
    const atKill = await untilPercent(bo, file, 20);
    await ada.kill();
    const again = await openKillable('ada', profile);
    await again.person.context.addInitScript(installProbe);
    // Somebody new to the others.
    await again.person.joinAt(link);
    await sendFile(again.person, file);
    await fetchFile(bo, file);
    await expectSaved(bo, file);
    await expectResumed(again.person, 'bytesSent', atKill);
    await again.close();
  } finally {
    await removeProfile(profile);
  }
});

test('with the keyboard alone, a voice note is recorded, heard, sent, fetched by itself and played', async ({
  gather,
}) => {
  const [ada, bo] = await gather('ada', 'bo');
  await ada.sees(bo);
  await openChatByKey(ada);
  const { keyboard } = ada.page;
  const field = ada.page.getByRole('textbox', { name: 'Message' });
  const begin = async () => {
    await reach(ada, 'Tab', ada.button('Record a voice note'));
    await keyboard.press('Space');
    await expectFocusOn(ada.button('Stop recording'));
  };
  await begin();
  await reach(ada, 'Shift+Tab', ada.button('Discard voice note'));
  await keyboard.press('Enter');
  await expectFocusOn(field);

  await begin();
  await expect(ada.page.getByRole('timer')).toHaveText(/0:0[6-9]/);
  // Closing the chat ends the note, and loses nothing of it.
  await keyboard.press('Escape');
  await expect(ada.page.getByRole('log')).toHaveCount(0);
  await keyboard.press('c');
  await expectFocusOn(ada.button('Send voice note'));
  await reach(ada, 'Shift+Tab', ada.button('Play voice note'));
  await keyboard.press('Enter');
  await expectFocusOn(ada.button('Pause voice note'));
  await keyboard.press('Enter');
  await reach(ada, 'Tab', ada.button('Send voice note'));
  await keyboard.press('Enter');
  await expectFocusOn(field);

  await openChatByKey(bo);
  await expect(bo.button('Play voice note')).toBeEnabled();
  const position = bo.page.getByRole('slider', { name: 'Position in voice note' });
  await reach(bo, 'Shift+Tab', bo.button('Speed 1×'));
  for (const speed of ['1.5×', '2×', '1×']) {
    await bo.page.keyboard.press('Enter');
    await expectFocusOn(bo.button(`Speed ${speed}`));
  }
  await reach(bo, 'Shift+Tab', position);
  for (const [key, at] of [
    ['ArrowRight', '0:01'],
    ['ArrowRight', '0:02'],
    ['ArrowLeft', '0:01'],
  ] as const) {
    await bo.page.keyboard.press(key);
    await expect(position).toHaveAttribute('aria-valuetext', new RegExp(`^${at}`));
  }
  await reach(bo, 'Shift+Tab', bo.button('Play voice note'));
  await bo.page.keyboard.press('Enter');
  await expect(bo.button('Pause voice note')).toBeFocused();
  await expect.poll(() => position.getAttribute('aria-valuetext'), { intervals: [100] }).toMatch(/^0:0[2-9]/);
});
