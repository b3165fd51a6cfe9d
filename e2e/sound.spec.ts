import { expect, test } from './fixtures/test';

test('sound that the browser holds back is asked for, and heard after one press', async ({
  server,
  invite,
}) => {
  const ada = await invite('ada', { isStrictAboutSound: true });
  const bo = await invite('bo');
  await ada.page.addInitScript(() => {
    const { play } = HTMLMediaElement.prototype;
    HTMLMediaElement.prototype.play = function () {
      const playing = play.call(this);
      playing.catch((error) => console.info(`not played: ${error.name}`));
      return playing;
    };
  });
  const link = await ada.startCall(server.url);
  await ada.join();
  // Whatever a test looks up in a page counts as a press there: the last one is used up, and none follows until then.
  const isHeldBack = ada.page.waitForEvent(
    'console',
    (said) => said.text() === 'not played: NotAllowedError',
  );
  await ada.page.evaluate(() => window.open('about:blank')?.close());
  await bo.joinAt(link);
  await isHeldBack;
  await expect(ada.button('Tap to hear')).toBeVisible();
  await ada.sees(bo);
  expect(await ada.heardNames()).toEqual([]);
  await ada.button('Tap to hear').click();
  await ada.hears(bo);
  await expect(ada.button('Tap to hear')).toHaveCount(0);
});
