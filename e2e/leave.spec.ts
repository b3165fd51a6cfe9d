import { expect, test } from './fixtures/test';

test('leaving ends everything here and the tile over there, and whoever left may come back', async ({
  gather,
}) => {
  const [ada, bo] = await gather('ada', 'bo');
  await ada.sees(bo);
  await bo.leave();
  await ada.isInCallWith();
  const left = await bo.page.evaluate(() => ({
    liveTracks: window.probe.cameraTracks.filter(({ readyState }) => readyState === 'live').length,
    openConnections: window.probe.connections.filter(({ signalingState }) => signalingState !== 'closed')
      .length,
  }));
  expect(left).toEqual({ liveTracks: 0, openConnections: 0 });

  await bo.button('Rejoin').click();
  await bo.join();
  await ada.sees(bo);
  await bo.sees(ada);
  await ada.isInCallWith(bo);
});

test('a closed tab leaves at once, without the grace of a lost connection', async ({ gather }) => {
  const [ada, bo] = await gather('ada', 'bo');
  await ada.sees(bo);
  await bo.page.close({ runBeforeUnload: true });
  // The grace is 20 s (PROTOCOL L2).
  await expect(ada.tile('Bo')).toHaveCount(0, { timeout: 15_000 });
});

test('the way home leads home', async ({ gather, server }) => {
  const [ada] = await gather('ada');
  await ada.leave();
  await ada.page.getByRole('link', { name: 'Back to home' }).click();
  await expect(ada.page).toHaveURL(`${server.url}/`);
  await expect(ada.button('Start a call')).toBeVisible();
});
