import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from '@playwright/test';
import { expect, vi } from 'vitest';

const path = [process.env.CHROMIUM_PATH ?? '', '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
  existsSync,
);

const flags = [
  '--disable-gpu',
  '--disable-background-networking',
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  // Pages and relays present certificates of the test's own authority, which is checked elsewhere.
  '--ignore-certificate-errors',
];

async function open(browser: Browser, url: string, name: string): Promise<Page> {
  const page = await (await browser.newContext({ ignoreHTTPSErrors: true })).newPage();
  await page.goto(url);
  if (!page.url().includes('#')) {
    await page.getByRole('button', { name: 'Start a call' }).click();
    await page.waitForURL(/#/);
  }
  await page.getByRole('textbox', { name: 'Your name' }).fill(name);
  await page.getByRole('button', { name: 'Join call' }).click();
  return page;
}

/** What of a video element is asked, for the types of a server know none. */
interface Film {
  getVideoPlaybackQuality(): { totalVideoFrames: number };
}

/** Resolves once the picture of `name` moves. */
async function sees(page: Page, name: string): Promise<void> {
  const tile = page.getByRole('list', { name: 'Participants' }).getByRole('listitem', { name, exact: true });
  const frames = () =>
    tile
      .locator('video')
      .evaluate((video) => (video as unknown as Film).getVideoPlaybackQuality().totalVideoFrames);
  await vi.waitFor(async () => expect(await frames()).toBeGreaterThan(5), { timeout: 20_000, interval: 200 });
}

/** Two people who are let out to TCP port 443 alone call each other; resolves once each sees the other. */
export async function callThroughPort443(origin: string): Promise<void> {
  const rules = [
    '*filter',
    ':OUTPUT DROP',
    '-A OUTPUT -o lo -j ACCEPT',
    '-A OUTPUT -p tcp --dport 443 -j ACCEPT',
  ];
  const input = `${rules.join('\n')}\nCOMMIT\n`;
  for (const restore of ['iptables-restore', 'ip6tables-restore']) execFileSync(restore, { input });
  const browser = await chromium.launch({ ...(path && { executablePath: path }), args: flags });
  try {
    const ada = await open(browser, origin, 'Ada');
    const bo = await open(browser, ada.url(), 'Bo');
    await Promise.all([sees(ada, 'Bo'), sees(bo, 'Ada')]);
  } finally {
    await browser.close();
    const allowAll = '*filter\n:OUTPUT ACCEPT\nCOMMIT\n';
    for (const restore of ['iptables-restore', 'ip6tables-restore'])
      execFileSync(restore, { input: allowAll });
  }
}
