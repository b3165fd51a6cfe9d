import {
  cardOf,
  createSampleFiles,
  expectSaved,
  openChat,
  percentOf,
  sendFile,
} from './fixtures/file-sharing';
import { expect, test } from './fixtures/test';

const files = createSampleFiles();
test.afterAll(() => files.remove());

const mebibyte = 1024 * 1024;

test('a file goes to everyone, is fetched by whoever wants it, and arrives as it was', async ({ gather }) => {
  const [ada, bo] = await gather('ada', 'bo');
  await ada.sees(bo);
  const file = files.make('report.pdf', 3 * mebibyte + 17);
  await sendFile(ada, file);
  await expect(bo.page.getByText('Ada offers a file')).toBeVisible();
  await openChat(bo);
  const automatic = bo.page.waitForEvent('download');
  await cardOf(bo, file).getByRole('button', { name: 'Download' }).click();
  expect((await automatic).suggestedFilename()).toBe('report.pdf');
  await expectSaved(bo, file);
  await expect(cardOf(ada, file).getByText('Bo has it')).toBeVisible();
});

test('the picture and the sound of a call go on while a file travels', async ({ gather }) => {
  const [ada, bo] = await gather('ada', 'bo');
  await ada.sees(bo);
  await bo.sees(ada);
  const file = files.make('film.mp4', 60 * mebibyte);
  await sendFile(ada, file);
  await openChat(bo);
  await cardOf(bo, file).getByRole('button', { name: 'Download' }).click();
  await expect.poll(() => percentOf(bo, file)).toBeGreaterThan(5);
  // Frames that arrived in two seconds in the middle of it.
  const framesPerSecond = await bo.page.evaluate(async () => {
    const video = [...document.querySelectorAll('video')].find(
      ({ srcObject, muted }) => srcObject !== null && !muted,
    );
    const count = () =>
      (
        video ??
        document.querySelectorAll('video')[1] ??
        document.createElement('video')
      ).getVideoPlaybackQuality().totalVideoFrames;
    const before = count();
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    return (count() - before) / 2;
  });
  expect(framesPerSecond).toBeGreaterThan(3);
  await expectSaved(bo, file);
});

for (const killed of ['sender', 'receiver'] as const) {
  test(`a reload of the ${killed} does not end a transfer: it goes on from where it was`, async ({
    gather,
  }) => {
    const [ada, bo] = await gather('ada', 'bo');
    await ada.sees(bo);
    const file = files.make(`${killed}.bin`, 80 * mebibyte);
    await sendFile(ada, file);
    await openChat(bo);
    await cardOf(bo, file).getByRole('button', { name: 'Download' }).click();
    await expect.poll(() => percentOf(bo, file)).toBeGreaterThan(10);
    const person = killed === 'sender' ? ada : bo;
    const before = (await percentOf(bo, file)) ?? 0;
    await person.page.reload();
    await person.join();
    await openChat(bo);
    await expect.poll(() => percentOf(bo, file), { timeout: 30_000 }).toBeGreaterThanOrEqual(before);
    await expectSaved(bo, file);
  });
}

test('a transfer goes on without the server', async ({ startServer, invite }) => {
  const server = await startServer({});
  const ada = await invite('ada');
  const bo = await invite('bo');
  const link = await ada.startCall(server.url);
  await ada.join();
  await bo.joinAt(link);
  await ada.sees(bo);
  const file = files.make('alone.bin', 30 * mebibyte);
  await sendFile(ada, file);
  await openChat(bo);
  await server.stop();
  await cardOf(bo, file).getByRole('button', { name: 'Download' }).click();
  await expectSaved(bo, file);
});

test('a file for one person is offered to nobody else', async ({ gather }) => {
  const [ada, bo, cleo] = await gather('ada', 'bo', 'cleo');
  await ada.sees(bo);
  await ada.sees(cleo);
  const secret = files.make('for-bo.txt', 100);
  const open = files.make('for-all.txt', 100);
  await sendFile(ada, secret, 'Bo');
  await sendFile(ada, open);
  await openChat(cleo);
  await openChat(bo);
  await expect(cardOf(cleo, open)).toBeVisible();
  await expect(cardOf(bo, secret)).toBeVisible();
  await expect(cardOf(cleo, secret)).toHaveCount(0);
});

test('a voice note is recorded, sent, fetched by itself and played', async ({ gather }) => {
  const [ada, bo] = await gather('ada', 'bo');
  await ada.sees(bo);
  await openChat(ada);
  await ada.button('Record a voice note').click();
  await expect(ada.toolbar.getByRole('button', { name: /microphone/i }).first()).toBeVisible();
  await expect(ada.page.getByRole('timer')).toHaveText('0:02', { timeout: 10_000 });
  await ada.button('Stop recording').click();
  await expect(ada.button('Play voice note')).toBeEnabled();
  await ada.button('Send voice note').click();
  await openChat(bo);
  await expect(bo.button('Play voice note')).toBeEnabled({ timeout: 15_000 });
  await bo.button('Play voice note').click();
  await expect(bo.button('Pause voice note')).toBeVisible();
  const position = bo.page.getByRole('slider', { name: 'Position in voice note' });
  await expect.poll(() => position.getAttribute('aria-valuetext')).toMatch(/^0:01/);
});
