import { freePort } from './fixtures/free-port';
import { servePagesAlone } from './fixtures/pages-alone';
import { expect, test } from './fixtures/test';
import { watchForTrouble } from './fixtures/trouble';

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
