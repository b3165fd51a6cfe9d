import { reach } from './fixtures/keys';
import { expect, test } from './fixtures/test';

test('from the front page through a call and out of it with the keyboard alone', async ({
  server,
  invite,
}) => {
  const ada = await invite('ada');
  const bo = await invite('bo');
  const { keyboard } = ada.page;
  await ada.page.goto(server.url);
  await reach(ada, 'Tab', ada.button('Start a call'));
  await keyboard.press('Enter');
  await expect(ada.button('Join call')).toBeVisible();
  await reach(ada, 'Tab', ada.button('Turn off microphone'));
  await keyboard.press('Space');
  await expect(ada.button('Turn on microphone')).toBeFocused();
  await reach(ada, 'Tab', ada.page.getByRole('textbox', { name: 'Your name' }));
  await keyboard.press('ControlOrMeta+a');
  await keyboard.type('Ada');
  await keyboard.press('Enter');
  await expect(ada.toolbar).toBeVisible();
  await bo.joinAt(ada.page.url());
  await ada.sees(bo);

  await reach(ada, 'Tab', ada.button('Turn on microphone'));
  await keyboard.press('Enter');
  await bo.hears(ada);
  await reach(ada, 'ArrowRight', ada.button('Invite'));
  await keyboard.press('Enter');
  await expect(ada.page.getByRole('dialog', { name: 'Invite' }).locator(':focus')).toHaveCount(1);
  await keyboard.press('Escape');
  await expect(ada.page.getByRole('dialog')).toHaveCount(0);
  await expect(ada.toolbar.getByRole('button', { name: 'Invite' })).toBeFocused();
  await reach(ada, 'ArrowRight', ada.button('Leave call'));
  await keyboard.press('Enter');
  await expect(ada.page.getByRole('heading', { name: 'You left the call' })).toBeFocused();
  await reach(ada, 'Tab', ada.button('Rejoin'));
  await keyboard.press('Enter');
  await expect(ada.button('Join call')).toBeVisible();
});

test('single keys turn microphone, camera and screen on and off', async ({ gather }) => {
  const [ada, bo] = await gather('ada', 'bo');
  await ada.sees(bo);
  const { keyboard } = bo.page;
  await keyboard.press('m');
  await expect(ada.tile('Bo')).toContainText('Microphone off');
  await keyboard.press('v');
  await expect(ada.tile('Bo')).toContainText('Camera off');
  await keyboard.press('m');
  await keyboard.press('v');
  await ada.sees(bo);
  await ada.hears(bo);
  await keyboard.press('s');
  await expect(ada.page.getByRole('figure')).toHaveCount(1);
  await keyboard.press('s');
  await expect(ada.page.getByRole('figure')).toHaveCount(0);
});

test('holding space lets a muted person speak', async ({ gather }) => {
  const [ada, bo] = await gather('ada', 'bo');
  await bo.page.keyboard.press('m');
  await ada.hears();
  await bo.page.keyboard.down('Space');
  await ada.hears(bo);
  await bo.page.keyboard.up('Space');
  await ada.hears();
  await expect(ada.tile('Bo')).toContainText('Microphone off');
});

test('keys do nothing while somebody types', async ({ server, invite }) => {
  const ada = await invite('ada');
  await ada.startCall(server.url);
  await ada.page.getByRole('textbox', { name: 'Your name' }).fill('');
  await ada.page.keyboard.type('mvs?');
  await expect(ada.page.getByRole('textbox', { name: 'Your name' })).toHaveValue('mvs?');
  await expect(ada.button('Turn off microphone')).toBeVisible();
  await expect(ada.button('Turn off camera')).toBeVisible();
});

test('a dialogue hears Escape from the moment it has the focus', async ({ gather }) => {
  const [ada] = await gather('ada');
  const invite = ada.toolbar.getByRole('button', { name: 'Invite' });
  await invite.focus();
  await ada.page.evaluate(() => {
    const keydown = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true });
    const pressEscape = ({ target }: FocusEvent) => {
      if (!(target instanceof Element) || !target.closest('[role=dialog]')) return;
      document.removeEventListener('focusin', pressEscape);
      document.documentElement.dataset.escaped = 'yes';
      target.dispatchEvent(keydown);
    };
    document.addEventListener('focusin', pressEscape);
  });
  await ada.page.keyboard.press('Enter');
  await expect(ada.page.locator('html[data-escaped]')).toHaveCount(1);
  await expect(ada.page.getByRole('dialog')).toHaveCount(0);
  await expect(invite).toBeFocused();
});
