import type { Page } from '@playwright/test';
import type { Person } from './fixtures/person';
import { expect, test } from './fixtures/test';
import { watchForTrouble } from './fixtures/trouble';

/** The pages, and what is on each only when its scripts have run. */
const pages: { path: string; isAlive: (page: Page) => Promise<unknown> }[] = [
  {
    path: '/',
    isAlive: async (page) => {
      await page.getByRole('button', { name: 'Start a call' }).click();
      await page.waitForURL(/\/r\/.+#/);
    },
  },
  {
    path: '/r/abcd-efgh-ijkl-mnop#AAAAAAAAAAAAAAAAAAAAAA',
    isAlive: (page) => expect(page.getByRole('heading', { level: 1 })).not.toHaveText('Ready to join?'),
  },
  { path: '/check', isAlive: (page) => expect(page.getByRole('region', { name: 'Result' })).toBeVisible() },
  { path: '/direct', isAlive: (page) => page.waitForFunction(() => 'next' in window) },
  { path: '/nowhere', isAlive: (page) => page.waitForFunction(() => 'next' in window) },
];

/** Has pages find that their own HTML took `answerMs` to be answered, whatever else this machine does. */
async function pretendServer({ page }: Person, answerMs: number): Promise<void> {
  await page.addInitScript((ms) => {
    const { getEntriesByType } = performance;
    performance.getEntriesByType = (type) =>
      type === 'navigation'
        ? ([{ requestStart: 0, responseStart: ms }] as PerformanceNavigationTiming[])
        : getEntriesByType.call(performance, type);
  }, answerMs);
}

/** What was fetched before the page's words were painted, and every stylesheet; `null` while it is not known yet. */
function readFetches(page: Page): Promise<{ early: string[]; styles: string[] } | null> {
  return page.evaluate(() => {
    const paint = performance.getEntriesByName('first-contentful-paint')[0] as
      | (PerformanceEntry & { paintTime: number })
      | undefined;
    const fetches = performance.getEntriesByType('resource');
    const named = (suffix: string) => fetches.filter(({ name }) => name.endsWith(suffix));
    const scripts = named('.js');
    if (!paint || scripts.length === 0) return null;
    return {
      early: scripts.filter(({ startTime }) => startTime < paint.paintTime).map(({ name }) => name),
      styles: named('.css').map(({ name }) => name),
    };
  });
}

for (const { path, isAlive } of pages) {
  test(`${path} is painted from its HTML alone, and its scripts run after that`, async ({
    server,
    invite,
  }) => {
    const ada = await invite('ada');
    await pretendServer(ada, 5);
    const trouble = await watchForTrouble(ada, [server.url]);
    ada.page.on('console', (message) => {
      const isAnswer404 = message.location().url === `${server.url}/nowhere`;
      if (message.type() === 'error' && !isAnswer404) trouble.push(message.text());
    });
    await ada.page.goto(server.url + path);
    await expect.poll(() => readFetches(ada.page)).toEqual({ early: [], styles: [] });
    await isAlive(ada.page);
    expect(trouble).toEqual([]);
  });
}

test('a call that is started from the front page finds its styles without fetching any', async ({
  server,
  invite,
}) => {
  const ada = await invite('ada');
  await pretendServer(ada, 5);
  await ada.startCall(server.url);
  await ada.join();
  expect(await readFetches(ada.page)).toEqual({ early: [], styles: [] });
  await expect(ada.toolbar).toHaveCSS('display', 'flex');
});

/** The scripts that the loader of a page fetches. */
async function scriptsOf({ page }: Person, url: string): Promise<string[]> {
  const html = await (await page.request.get(url)).text();
  return html.match(/data-sources="([^"]+)"/)?.[1]?.split(' ') ?? [];
}

/** When scripts are lost: before any has come, or some while Next's runtime already waits for them. */
const losses = [
  { what: 'every script was lost at first', isLost: () => true, untilLost: async () => undefined },
  {
    what: 'its own scripts were lost at first, while the others ran',
    isLost: (script: string) => script.includes('/app/'),
    untilLost: async (page: Page) => {
      await page.waitForFunction(() => 'next' in window);
    },
  },
];

for (const { path, isAlive } of pages) {
  for (const { what, isLost, untilLost } of losses) {
    test(`${path} comes alive although ${what}`, async ({ server, invite }) => {
      const ada = await invite('ada');
      const scripts = (await scriptsOf(ada, server.url + path)).filter(isLost);
      expect(scripts).not.toEqual([]);
      const asked = new Map(scripts.map((script) => [script, 0]));
      await ada.page.route(
        (url) => asked.has(url.pathname),
        async (route) => {
          const { pathname } = new URL(route.request().url());
          const count = (asked.get(pathname) ?? 0) + 1;
          asked.set(pathname, count);
          if (count > 1) return route.fallback();
          await untilLost(ada.page);
          return route.abort('internetdisconnected');
        },
      );
      await ada.page.goto(server.url + path);
      // Once more each, and known before the next page asks for them too.
      await expect.poll(() => [...asked.values()]).toEqual(scripts.map(() => 2));
      await isAlive(ada.page);
      await expect(ada.page.getByText('Something went wrong')).toHaveCount(0);
    });
  }
}

test('a tab that is not shown, and is never painted, loads at once', async ({ server, invite }) => {
  const ada = await invite('ada');
  const { page } = ada;
  await page.clock.install();
  await pretendServer(ada, 5);
  await page.addInitScript(() => {
    Object.defineProperty(Document.prototype, 'hidden', { get: () => true });
  });
  await page.clock.pauseAt(Date.now() + 3_600_000);
  const script = page.waitForRequest(/main-app/);
  await page.goto(server.url);
  await script;
});

test('the scripts of a server that is far away are asked for at once', async ({ server, invite }) => {
  const ada = await invite('ada');
  // Neither frames nor timers go on while this clock stands still.
  await ada.page.clock.install();
  await pretendServer(ada, 200);
  await ada.page.clock.pauseAt(Date.now() + 3_600_000);
  const script = ada.page.waitForRequest(/main-app/);
  await ada.page.goto(server.url);
  await script;
});

test('a tab that is shown, but gets no frame, does not wait for ever', async ({ server, invite }) => {
  const ada = await invite('ada');
  await pretendServer(ada, 5);
  await ada.page.addInitScript(() => {
    let waiting = 0;
    window.requestAnimationFrame = () => ++waiting;
  });
  await ada.startCall(server.url);
  await expect(ada.page.getByRole('textbox', { name: 'Your name' })).toBeVisible();
});

const allScripts = /\.js$/;
/** React has the page by then, but not what is on it. */
const ownScripts = /\/app\/(?:.*\/)?page-[^/]*\.js$/;

/** Opens a page whose `scripts` do not come before the function that this resolves with is called. */
async function openWithoutScripts(
  { page }: Person,
  url: string,
  scripts: RegExp = allScripts,
): Promise<() => void> {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(scripts, async (route) => {
    await released;
    await route.fallback();
  });
  await page.goto(url, { waitUntil: 'commit' });
  if (scripts === ownScripts) {
    await page.waitForFunction(() => Object.keys(document).some((key) => key.startsWith('__reactContainer')));
  }
  return release;
}

for (const [what, scripts] of [
  ['the scripts', allScripts],
  ['all scripts', ownScripts],
] as const) {
  test(`what is pressed before ${what} are there counts when they come`, async ({ server, invite }) => {
    const ada = await invite('ada');
    const release = await openWithoutScripts(ada, server.url, scripts);
    const button = ada.button('Start a call');
    await expect(button).toBeVisible();
    await ada.page.keyboard.press('Tab');
    await expect(button).toBeFocused();
    await ada.page.keyboard.press('Enter');
    await expect(button).toHaveAttribute('aria-busy', 'true');
    release();
    await ada.page.waitForURL(/\/r\/.+#/);
  });

  test(`a link that is pasted and sent off before ${what} are there is followed when they come`, async ({
    server,
    invite,
  }) => {
    const ada = await invite('ada');
    const link = await ada.startCall(server.url);
    const bo = await invite('bo');
    const release = await openWithoutScripts(bo, server.url, scripts);
    await bo.page.getByRole('textbox', { name: 'Call link' }).fill(link);
    await bo.page.keyboard.press('Enter');
    await expect(bo.button('Join')).toHaveAttribute('aria-busy', 'true');
    release();
    await bo.page.waitForURL(link);
  });
}

test('of two buttons that are pressed before the scripts are there the last one counts', async ({
  server,
  invite,
}) => {
  const ada = await invite('ada');
  const release = await openWithoutScripts(ada, `${server.url}/direct`);
  await ada.button('Start a direct call').click();
  await ada.button('I have a code').click();
  await expect(ada.page.locator('[aria-busy]')).toHaveCount(1);
  release();
  await expect(ada.page.getByRole('textbox', { name: 'Code you were sent' })).toBeVisible();
});
