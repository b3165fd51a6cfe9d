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
