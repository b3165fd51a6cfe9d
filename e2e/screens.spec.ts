import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { refusedDevices } from './fixtures/chromium';
import { findMisfits } from './fixtures/misfits';
import { screens } from './fixtures/screens';
import { expect, test } from './fixtures/test';
import { watchForTrouble } from './fixtures/trouble';

const desktop = { width: 1280, height: 800 };
/** Both themes and both layouts are examined for barriers; on all of them everything must fit. */
const looks = [
  { colorScheme: 'light', viewport: desktop, isExamined: true },
  { colorScheme: 'dark', viewport: { width: 390, height: 844 }, isExamined: true },
  { colorScheme: 'dark', viewport: { width: 320, height: 568 }, isExamined: false },
  { colorScheme: 'light', viewport: { width: 740, height: 360 }, isExamined: false },
] as const;

async function findBarriers(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join(' ')}`,
  );
}

for (const [screen, open] of Object.entries(screens)) {
  test(`${screen} is accessible, fits every screen, and talks to its own origin only`, async ({
    server,
    invite,
    startServer,
  }) => {
    const wishes = screen.includes('refused') ? refusedDevices : {};
    const visitor = await invite('ada', { viewport: desktop, reducedMotion: 'reduce', ...wishes });
    const small = screen.includes('full') ? await startServer({ ROOM_CAPACITY: '2' }) : server;
    const trouble = await watchForTrouble(visitor, [server.url, small.url]);
    await open({
      visitor,
      resident: () => invite('bo'),
      serverUrl: server.url,
      smallServerUrl: small.url,
    });
    for (const { colorScheme, viewport, isExamined } of looks) {
      await visitor.page.emulateMedia({ colorScheme });
      await visitor.page.setViewportSize(viewport);
      const look = `${colorScheme}, ${viewport.width}x${viewport.height}`;
      if (isExamined) await expect.soft.poll(() => findBarriers(visitor.page), `axe: ${look}`).toEqual([]);
      await expect.soft.poll(() => findMisfits(visitor.page), `fit: ${look}`).toEqual([]);
    }
    expect(trouble).toEqual([]);
  });
}

test('where the toolbar has no room for the invitation, it is in the menu', async ({ server, invite }) => {
  const ada = await invite('ada', { viewport: { width: 320, height: 568 } });
  await ada.startCall(server.url);
  await ada.join();
  await expect(ada.toolbar.getByRole('button', { name: 'Invite' })).toBeHidden();
  await ada.press('More');
  await ada.button('Invite').click();
  await expect(ada.page.getByRole('dialog', { name: 'Invite' })).toBeVisible();
});
