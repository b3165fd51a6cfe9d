import { takeRawSeat } from './fixtures/raw-seat';
import { expect, test } from './fixtures/test';
import { words } from './fixtures/words';

test('a full call says so kindly, and lets the next one in when somebody leaves', async ({
  invite,
  startServer,
}) => {
  const server = await startServer({ ROOM_CAPACITY: '2' });
  const ada = await invite('ada');
  const bo = await invite('bo');
  const cleo = await invite('cleo');
  const link = await ada.startCall(server.url);
  await ada.join();
  await bo.joinAt(link);
  await cleo.page.goto(link);
  await expect(cleo.page.getByText(words.callIsFull)).toBeVisible();
  await expect(cleo.page.getByText('room-full', { exact: true })).toBeVisible();
  await cleo.page.getByRole('textbox', { name: 'Your name' }).fill('Cleo');
  await cleo.page.getByRole('textbox', { name: 'Your name' }).press('Enter');
  await expect(cleo.page.getByText(words.callIsFull)).toBeVisible();
  await expect(cleo.toolbar).toHaveCount(0);
  await ada.isInCallWith(bo);

  await bo.leave();
  await expect(cleo.page.getByText(words.callIsFull)).toHaveCount(0);
  await cleo.join();
  await cleo.sees(ada);
  await ada.sees(cleo);
});

test('eight people fit by default, and the ninth is told that the call is full', async ({
  server,
  invite,
}) => {
  const ada = await invite('ada');
  const link = await ada.startCall(server.url);
  const seats = await Promise.all(Array.from({ length: 8 }, () => takeRawSeat(link)));
  await ada.button('Join call').click();
  await expect(ada.page.getByText(words.callIsFull)).toBeVisible();
  await expect(takeRawSeat(link)).rejects.toThrow('room:join: room-full');
  for (const seat of seats) seat.close();
});

test('two who reach for the last seat at the same time: one gets it', async ({ invite, startServer }) => {
  const server = await startServer({ ROOM_CAPACITY: '2' });
  const ada = await invite('ada');
  const link = await ada.startCall(server.url);
  await ada.join();
  const outcomes = await Promise.allSettled([takeRawSeat(link), takeRawSeat(link), takeRawSeat(link)]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
  for (const outcome of outcomes) if (outcome.status === 'fulfilled') outcome.value.close();
});
