import { followSeat } from './fixtures/second-tab';
import { expect, test } from './fixtures/test';
import { words } from './fixtures/words';

test('a reload, or coming back from another page, takes the old seat: one tile before, one tile after', async ({
  gather,
  server,
}) => {
  const [ada, bo] = await gather('ada', 'bo');
  await ada.sees(bo);
  await bo.page.reload();
  await bo.join();
  await ada.isInCallWith(bo);
  await ada.sees(bo);
  await bo.sees(ada);
  await ada.hears(bo);
  await ada.isInCallWith(bo);

  await bo.page.goto(`${server.url}/check`);
  await bo.page.goBack();
  await bo.join();
  await bo.sees(ada);
  await ada.sees(bo);
  await ada.isInCallWith(bo);
});

test('the same seat taken in another tab ends the call here, and nobody sees two', async ({
  server,
  invite,
}) => {
  const ada = await invite('ada');
  const bo = await invite('bo');
  const openSeatElsewhere = followSeat(bo);
  const link = await ada.startCall(server.url);
  await ada.join();
  await bo.joinAt(link);
  await ada.sees(bo);

  const otherTab = await openSeatElsewhere(link);
  await otherTab.joinAt(link);
  await expect(bo.page.getByRole('heading', { name: words.goesOnElsewhere })).toBeVisible();
  await ada.isInCallWith(bo);
  await ada.sees(bo);
  await otherTab.sees(ada);
});

test('a duplicated tab is somebody new: the first one goes on', async ({ gather }) => {
  const [ada, bo] = await gather('ada', 'bo');
  await ada.sees(bo);
  const copy = await bo.duplicateTab();
  await copy.join('Copy');
  await ada.isInCallWith(bo, { name: 'Copy' });
  await ada.sees(bo);
  // A tab in the background renders nothing.
  await bo.page.bringToFront();
  await bo.sees(ada);
});
