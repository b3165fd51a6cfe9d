import { expect, test } from './fixtures/test';

test('an address that no relay can hide yet is said to be seen, in the call, which goes on', async ({
  invite,
  startServer,
}) => {
  const server = await startServer({
    TURN_URLS: 'turn:127.0.0.1:9?transport=tcp',
    TURN_SECRET: 'nobody-there',
  });
  const [ada, bo] = [await invite('ada'), await invite('bo')];
  const link = await ada.startCall(server.url);
  await ada.join();
  await bo.joinAt(link);
  await bo.sees(ada);
  await ada.press('More');
  await ada.page.getByRole('tab', { name: 'Connection' }).click();
  const hide = ada.page.getByRole('switch', { name: 'Hide my address' });
  await hide.click();
  await expect(hide).toHaveAccessibleDescription(/Not hidden yet/);
  await bo.sees(ada);
  // As any other tab of this device would.
  const otherTab = await ada.openTab();
  await otherTab.page.goto(server.url);
  await otherTab.page.evaluate(() => localStorage.removeItem('parley.hide-address'));
  await expect(hide).not.toBeChecked();
  await expect(hide).toHaveAccessibleDescription(/The others see a relay/);
});
