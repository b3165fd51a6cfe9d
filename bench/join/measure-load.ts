import { gzipSync } from 'node:zlib';
import type { Browser } from '@playwright/test';
import { installInstrument } from './page-instrument';
import type { Site } from './site';

export interface LoadSample {
  /** First contentful paint, ms after navigation began. */
  paintMs: number;
  /** Bytes of script that crossed the wire until the lobby could be used. */
  scriptWireBytes: number;
  /** The same scripts, each gzipped: comparable whatever encoding the server chose. */
  scriptGzipBytes: number;
}

/** Opens a room's lobby with a cold cache. */
export async function measureLoad(browser: Browser, site: Site): Promise<LoadSample> {
  const room = await site.newRoom(browser, site.port);
  const context = await browser.newContext({ permissions: ['camera', 'microphone'] });
  try {
    await context.addInitScript('globalThis.__name = (value) => value;');
    await context.addInitScript(installInstrument);
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    const askedMs = new Map<string, number>();
    const scripts = new Map<string, number>();
    session.on('Network.requestWillBeSent', ({ requestId, type, wallTime }) => {
      if (type === 'Script') askedMs.set(requestId, wallTime * 1_000);
    });
    session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      if (askedMs.has(requestId)) scripts.set(requestId, encodedDataLength);
    });
    await page.goto(room);
    await site.fillLobby(page, 'Newcomer');
    await page.waitForLoadState('networkidle');
    // What the lobby loads for later, once it can be used, is not what it waited for.
    const usableMs = await page.evaluate(() => window.joinMarks.usableMs);
    const loaded = [...scripts].filter(([requestId]) => (askedMs.get(requestId) ?? 0) < usableMs);
    let scriptGzipBytes = 0;
    for (const [requestId] of loaded) {
      const { body, base64Encoded } = await session.send('Network.getResponseBody', { requestId });
      scriptGzipBytes += gzipSync(Buffer.from(body, base64Encoded ? 'base64' : 'utf8'), { level: 9 }).length;
    }
    const paintMs = await page.evaluate(
      () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
    );
    return { paintMs, scriptWireBytes: loaded.reduce((sum, [, bytes]) => sum + bytes, 0), scriptGzipBytes };
  } finally {
    await context.close();
  }
}
