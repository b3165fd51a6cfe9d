import type { WebSocket } from '@playwright/test';
import { freePort } from './fixtures/free-port';
import { startFunctionHost } from './fixtures/function-host';
import { hasRedis, startRedis } from './fixtures/nodes';
import { servePagesAlone } from './fixtures/pages-alone';
import { recordFrameTimes } from './fixtures/readings';
import { expect, test } from './fixtures/test';
import { watchForTrouble } from './fixtures/trouble';

// One after the other: both have the pages laid out for their own server, in the same folder.
test.describe.configure({ mode: 'default' });

test('pages on one origin and signaling on another make a call, by the same headers as ever', async ({
  server,
  startServer,
  invite,
}) => {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const signaling = await startServer({ PAGES: 'off', ALLOWED_ORIGINS: url });
  const origin = `http://127.0.0.1:${signaling.port}`;
  const pages = await servePagesAlone(port, origin);
  try {
    const [ada, bo] = [await invite('ada'), await invite('bo')];
    const trouble = await watchForTrouble(ada, [url, origin]);
    const link = await ada.startCall(url);
    await ada.join();
    await bo.joinAt(link);
    await ada.sees(bo);
    await bo.sees(ada);
    await ada.hears(bo);
    await bo.page.reload();
    await bo.join();
    await ada.isInCallWith(bo);
    await ada.sees(bo);
    await bo.sees(ada);
    expect(trouble).toEqual([]);

    for (const path of ['/', '/r/abcd-efgh-ijkl-mnop', '/nowhere']) {
      const [theirs, ours] = [(await fetch(url + path)).headers, (await fetch(server.url + path)).headers];
      const names = [
        'referrer-policy',
        'permissions-policy',
        'x-content-type-options',
        'cross-origin-opener-policy',
      ];
      for (const name of names) expect([path, name, theirs.get(name)]).toEqual([path, name, ours.get(name)]);
      const policy = theirs.get('content-security-policy') ?? '';
      expect(policy).toContain(`connect-src 'self' ${origin} ${origin.replace('http', 'ws')};`);
      expect(/script-src ([^;]+)/.exec(policy)?.[1]).toBe(
        /script-src ([^;]+)/.exec(ours.get('content-security-policy') ?? '')?.[1],
      );
    }
  } finally {
    await pages.stop();
  }
});

test.describe('signaling as a function', () => {
  test.skip(!hasRedis(), 'needs redis-server on PATH');

  test('pictures go on while the connections are cut again and again, and nobody is told', async ({
    invite,
  }) => {
    const redis = await startRedis();
    const host = await startFunctionHost(redis.url, 1_500);
    try {
      const [ada, bo] = [await invite('ada'), await invite('bo')];
      const link = await ada.startCall(host.url);
      await ada.join();
      await bo.joinAt(link);
      await ada.sees(bo);
      await bo.sees(ada);

      const told = await ada.page.evaluateHandle(
        (words) => {
          const texts = new Set<string>();
          const look = () => {
            const parts = [...document.body.children].filter(({ tagName }) => tagName !== 'SCRIPT');
            const shown = [document.title, ...parts.map(({ textContent }) => textContent ?? '')];
            for (const text of shown) if (words.some((word) => text.includes(word))) texts.add(text);
          };
          new MutationObserver(look).observe(document, {
            subtree: true,
            childList: true,
            characterData: true,
          });
          return texts;
        },
        ['Reconnecting', 'Back in the room', 'Trying to come back', `${bo.name} left`],
      );
      const frames = await recordFrameTimes(ada.tile(bo.name).locator('video'));
      const isSignaling = (socket: WebSocket) => socket.url().includes('/api/signaling');
      for (let cut = 0; cut < 3; cut++) {
        const before = (await frames.jsonValue()).length;
        await Promise.all([ada, bo].map(({ page }) => page.waitForEvent('websocket', isSignaling)));
        expect((await frames.jsonValue()).length).toBeGreaterThan(before);
        expect(await ada.rosterNames()).toEqual(['Ada (you)', 'Bo']);
      }
      await ada.sees(bo);
      await bo.sees(ada);
      expect(await told.evaluate((texts) => [...texts])).toEqual([]);
    } finally {
      await host.stop();
      await redis.stop();
    }
  });
});
