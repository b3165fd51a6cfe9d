import puppeteer from 'puppeteer-core';
import { cast } from './fixtures/cast';
import { fakeDeviceFlags, launchOptions } from './fixtures/chromium';
import { hasFfmpeg } from './fixtures/ffmpeg';
import { coloursAt, longestStill, probeFilm } from './fixtures/film';
import { FirefoxPerson } from './fixtures/firefox-person';
import { makeProfile, openKillable, removeProfile } from './fixtures/killable-browser';
import {
  copyRecording,
  firstPictureMs,
  offers,
  record,
  save,
  untilRecorded,
  watchRecorder,
} from './fixtures/recordings';
import { expect, test } from './fixtures/test';

test.skip(!hasFfmpeg(), 'There is no FFmpeg here.');

test('a browser that is killed while it records loses two seconds at most, and the next one offers the rest', async ({
  server,
  invite,
}) => {
  const profile = await makeProfile();
  try {
    const first = await openKillable('ada', profile);
    await watchRecorder(first.person);
    const link = await first.person.startCall(server.url);
    await first.person.join();
    const bo = await invite('bo');
    await bo.joinAt(link);
    await first.person.sees(bo);
    await record(first.person);
    await untilRecorded(first.person, 8);
    const begunMs = await firstPictureMs(first.person);
    const killedMs = await first.kill();

    const second = await openKillable('ada', profile);
    const { page } = second.person;
    await page.goto(server.url);
    await expect(offers(second.person)).toContainText('was saved on this device');
    const [path] = await save(second.person);
    const film = await probeFilm(path);
    const recordedS = (killedMs - begunMs) / 1_000;
    test.info().annotations.push({ type: 'lost', description: `${recordedS - film.decodedS} s` });
    expect(film.decodedS).toBeGreaterThan(recordedS - 2);
    expect(Math.abs((film.durationS ?? 0) - film.decodedS)).toBeLessThan(0.5);
    expect(await coloursAt(path, 5)).toEqual(['Ada', 'Bo']);
    await second.close();
  } finally {
    await removeProfile(profile);
  }
});

test('a tab that is closed while it records leaves its recording to the others, which wait for it', async ({
  server,
  invite,
}) => {
  const ada = await invite('ada');
  await watchRecorder(ada);
  await ada.startCall(server.url);
  await ada.join();
  await record(ada);
  await untilRecorded(ada, 2);
  const other = await ada.openTab();
  await other.page.goto(server.url);
  await untilRecorded(ada, 5);
  await expect(offers(other)).toBeHidden();
  const begunMs = await firstPictureMs(ada);
  const closedMs = Date.now();
  await ada.page.close();
  await expect(offers(other)).toContainText('was saved on this device');
  const [path] = await save(other);
  const film = await probeFilm(path);
  const recordedS = (closedMs - begunMs) / 1_000;
  test.info().annotations.push({ type: 'lost', description: `${recordedS - film.decodedS} s` });
  expect(film.decodedS).toBeGreaterThan(recordedS - 2);
  expect(await coloursAt(path, 2)).toEqual(['Ada']);
});

test('a full disk ends the recording, says so, and keeps what was recorded until then', async ({
  server,
}) => {
  const profile = await makeProfile();
  // The browser's own test picture fills a disk sooner than a plain colour.
  const browser = await openKillable('ada', profile, fakeDeviceFlags);
  try {
    const ada = browser.person;
    await ada.startCall(server.url);
    await ada.join();
    const devtools = await ada.context.newCDPSession(ada.page);
    // Chromium hands out room by the megabyte.
    await devtools.send('Storage.overrideQuotaForOrigin', { origin: server.url, quotaSize: 2_500_000 });
    await record(ada);
    await untilRecorded(ada, 2);
    await expect(ada.page.getByText('This device has no room left.')).toBeVisible();
    const [path] = await save(ada);
    const film = await probeFilm(path);
    expect(film.durationS).toBeGreaterThan(1.5);
    expect(Math.abs((film.durationS ?? 0) - film.decodedS)).toBeLessThan(0.5);
  } finally {
    await browser.close();
    await removeProfile(profile);
  }
});

test('leaving the call ends the recording, and it is offered right there', async ({ server, invite }) => {
  const ada = await invite('ada');
  await ada.startCall(server.url);
  await ada.join();
  await record(ada);
  await untilRecorded(ada, 2);
  await ada.leave();
  const [path] = await save(ada);
  expect((await probeFilm(path)).durationS).toBeGreaterThan(1);
});

test('a page in the background goes on recording what it receives', async ({ server, invite }) => {
  // Playwright keeps its pages in front; this browser hides one as a person does who turns to another tab.
  const { executablePath, args } = launchOptions(cast.ada, { isWhole: true });
  const browser = await puppeteer.launch({
    executablePath: executablePath ?? '',
    args: [...(args ?? []), '--no-sandbox'],
    defaultViewport: { width: 1280, height: 800 },
  });
  try {
    const context = browser.defaultBrowserContext();
    const ada = await FirefoxPerson.open(cast.ada, context);
    const link = await ada.startCall(server.url);
    await ada.join();
    const bo = await invite('bo');
    await bo.joinAt(link);
    await ada.sees(bo);
    await ada.press('More');
    await ada.press('Record');
    await ada.press('Start recording');
    await ada.page.waitForSelector('::-p-aria([name="Stop recording"][role="button"])');
    await (await context.newPage()).bringToFront();
    await expect.poll(() => ada.page.evaluate(() => document.visibilityState)).toBe('hidden');
    await expect
      .poll(() => ada.page.evaluate(() => document.body.innerText.match(/\b0:\d\d\b/)?.[0] ?? ''))
      .toMatch(/0:(09|[1-5]\d)/);
    await ada.page.evaluate(() => {
      const buttons = [...document.querySelectorAll('button')];
      buttons.find(({ textContent }) => textContent === 'Stop recording')?.click();
    });
    await expect
      .poll(() => ada.page.evaluate(() => document.body.innerText.includes('was saved on this device')))
      .toBe(true);
    const path = test.info().outputPath('hidden.webm');
    await copyRecording(ada, path);
    expect((await probeFilm(path)).durationS).toBeGreaterThan(8);
    expect(await coloursAt(path, 7)).toEqual(['Ada', 'Bo']);
    expect(await longestStill(path, [0, 0, 0.5, 1])).toBeLessThan(1);
  } finally {
    await browser.close();
  }
});
