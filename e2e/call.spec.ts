import { cast } from './fixtures/cast';
import { expect, test } from './fixtures/test';

test('two people see and hear each other, each the right one, and themselves; another room knows nothing of them', async ({
  gather,
}) => {
  const [ada, bo] = await gather('ada', 'bo');
  await ada.isInCallWith(bo);
  await bo.isInCallWith(ada);
  await ada.sees(bo);
  await bo.sees(ada);
  await ada.hears(bo);
  await bo.hears(ada);
  await ada.sees({ name: 'Ada (you)' }, ada.role);
  await bo.sees({ name: 'Bo (you)' }, bo.role);

  const [cleo] = await gather('cleo');
  await cleo.isInCallWith();
  await ada.isInCallWith(bo);
});

test('a display name is text, whatever is in it', async ({ server, invite }) => {
  const name = '<img src=x onerror="document.title=1"> & {{7*7}}';
  const ada = await invite('ada');
  const bo = await invite('bo');
  const link = await ada.startCall(server.url);
  await ada.join();
  await bo.page.goto(link);
  await bo.join(name);
  await ada.sees({ name }, cast.bo);
  await expect(ada.page.locator('img[src="x"]')).toHaveCount(0);
});

test('a click has only to join: what the call begins with is here before', async ({ gather, invite }) => {
  const [ada] = await gather('ada');
  const bo = await invite('bo');
  await bo.page.goto(ada.page.url());
  // The call's screen is drawn behind the lobby; what else it begins with comes in idle time after that.
  await bo.page.locator('[role=toolbar]').waitFor({ state: 'attached' });
  await bo.page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
  const clickMs = await bo.page.evaluate(() => performance.now());
  await bo.join();
  await bo.sees(ada);
  const scriptsMs = await bo.page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter(({ name }) => name.endsWith('.js'))
      .map(({ startTime }) => startTime),
  );
  // What it may ask for later follows five seconds after at the earliest.
  const atClick = scriptsMs.filter((startMs) => startMs > clickMs && startMs < clickMs + 4_500);
  expect(atClick).toEqual([]);
});
