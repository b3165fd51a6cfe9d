import type { Person } from './fixtures/person';
import { expect, test } from './fixtures/test';
import { words } from './fixtures/words';

const screenOf = (viewer: Person, name: string) =>
  viewer.page.getByRole('figure').filter({ hasText: `${name}'s screen` });

async function seesScreen(viewer: Person, name: string): Promise<void> {
  await expect
    .poll(() => viewer.sightIn(screenOf(viewer, name)), { message: 'the shared screen', timeout: 20_000 })
    .toMatch(/^rgb/);
}

test('a shared screen arrives beside its owner, and goes when it is stopped', async ({ gather }) => {
  const [ada, bo] = await gather('ada', 'bo');
  await ada.sees(bo);
  await bo.press('Share screen');
  await seesScreen(ada, 'Bo');
  await ada.sees(bo);
  await bo.press('Stop sharing');
  await expect(screenOf(ada, 'Bo')).toHaveCount(0);
  await ada.sees(bo);
});

test("sharing that is ended from the browser's own bar ends for everybody", async ({ gather }) => {
  const [ada, bo] = await gather('ada', 'bo');
  await bo.press('Share screen');
  await seesScreen(ada, 'Bo');
  await bo.page.evaluate(() => {
    for (const track of window.probe.displayTracks) {
      track.stop();
      track.dispatchEvent(new Event('ended'));
    }
  });
  await expect(bo.toolbar.getByRole('button', { name: 'Share screen' })).toBeVisible();
  await expect(screenOf(ada, 'Bo')).toHaveCount(0);
});

test('somebody who joins later sees the screen that is being shared', async ({ server, invite }) => {
  const ada = await invite('ada');
  const bo = await invite('bo');
  const link = await ada.startCall(server.url);
  await ada.join();
  await ada.press('Share screen');
  await expect(ada.toolbar.getByRole('button', { name: 'Stop sharing' })).toBeVisible();
  await bo.joinAt(link);
  await seesScreen(bo, 'Ada');
  await bo.sees(ada);
});

test("cancelling the browser's dialogue changes nothing and blames nobody", async ({ server, invite }) => {
  const ada = await invite('ada');
  await ada.page.addInitScript(() => {
    navigator.mediaDevices.getDisplayMedia = () =>
      Promise.reject(new DOMException('Permission denied', 'NotAllowedError'));
  });
  await ada.startCall(server.url);
  await ada.join();
  await ada.press('Share screen');
  await expect(ada.toolbar.getByRole('button', { name: 'Share screen' })).toBeVisible();
  await expect(ada.page.getByText(words.sharingFailed)).toHaveCount(0);
});
