import { hasFfmpeg } from './fixtures/ffmpeg';
import { coloursAt, jumpTo, probeFilm, tonesBetween } from './fixtures/film';
import { expectFocusOn, reach, reachTool } from './fixtures/keys';
import { offers, record, recordedSeconds, save, untilRecorded } from './fixtures/recordings';
import { expect, test } from './fixtures/test';

test.skip(!hasFfmpeg(), 'There is no FFmpeg here.');

test('with the keyboard alone, a recording is made, offered on the next visit, saved and discarded; it has everybody in it, lasts as long as it says, and can be jumped in', async ({
  gather,
  server,
}) => {
  const [ada, bo] = await gather('ada', 'bo');
  await ada.sees(bo);
  const { keyboard } = ada.page;
  const dialog = ada.page.getByRole('dialog', { name: 'Record this call' });
  const more = ada.toolbar.getByRole('button', { name: 'More' });
  const askToRecord = async () => {
    await keyboard.press('Enter');
    await reach(ada, 'Tab', ada.button('Record'));
    await keyboard.press('Enter');
  };
  await reachTool(ada, 'More');
  await askToRecord();
  await expectFocusOn(dialog.getByRole('button', { name: 'Close' }));
  await keyboard.press('Escape');
  await expectFocusOn(more);
  await askToRecord();
  await reach(ada, 'Tab', dialog.getByRole('radio', { name: 'One picture' }));
  for (const [key, name] of [
    ['ArrowDown', 'Separate files'],
    ['ArrowUp', 'One picture'],
  ] as const) {
    // As long as a finger rests on it: the choice follows the focus while the key is down.
    await keyboard.down(key);
    await expectFocusOn(dialog.getByRole('radio', { name }));
    await keyboard.up(key);
    await expect(dialog.getByRole('radio', { name })).toBeChecked();
  }
  await reach(ada, 'Tab', dialog.getByRole('button', { name: 'Start recording' }));
  await keyboard.press('Enter');
  await expectFocusOn(more);
  await expect(bo.page.getByText('Ada is recording', { exact: true }).first()).toBeVisible();
  await untilRecorded(ada, 6);
  await keyboard.press('Escape');
  await reach(ada, 'Shift+Tab', ada.button('Stop recording'));
  await keyboard.press('Enter');
  await expect(offers(ada)).toContainText('was saved on this device');
  await reach(ada, 'Tab', offers(ada).getByRole('button', { name: 'Later' }));
  await keyboard.press('Enter');
  await expect(offers(ada)).toHaveCount(0);
  await expect(ada.page.getByRole('heading', { name: 'Call', exact: true })).toBeFocused();

  await ada.page.goto(server.url);
  await expect(offers(ada)).toBeVisible();
  const [path, name] = await save(ada, 'Save', async (button) => {
    await reach(ada, 'Tab', button);
    await keyboard.press('Enter');
  });
  expect(name).toMatch(/^Call \d{4}-\d\d-\d\d \d\d\.\d\d\.webm$/);
  const film = await probeFilm(path);
  expect(film).toMatchObject({ codecs: ['opus', 'vp8'], width: 1280, height: 720 });
  expect(film.durationS).toBeGreaterThan(5);
  expect(Math.abs((film.durationS ?? 0) - film.decodedS)).toBeLessThan(0.5);
  expect(await jumpTo(path, 5)).toBeGreaterThan(0.5);
  expect(await coloursAt(path, 4)).toEqual(['Ada', 'Bo']);
  expect(await tonesBetween(path, 2, 5)).toEqual(['Ada', 'Bo']);

  const discard = offers(ada).getByRole('button', { name: 'Discard' });
  const keep = offers(ada).getByRole('button', { name: 'Keep' });
  await reach(ada, 'Shift+Tab', discard);
  await keyboard.press('Enter');
  await expectFocusOn(keep);
  await keyboard.press('Enter');
  await expectFocusOn(discard);
  await keyboard.press('Enter');
  await expectFocusOn(keep);
  await reach(ada, 'Tab', discard);
  await keyboard.press('Enter');
  await expect(offers(ada)).toHaveCount(0);
  await expect(ada.page.getByRole('heading', { level: 1 })).toBeFocused();
});

test('everybody is told for as long as somebody records, whoever comes later too (PROTOCOL M4)', async ({
  gather,
  invite,
}) => {
  const [ada, bo] = await gather('ada', 'bo');
  await record(ada);
  const words = (viewer: typeof ada) => viewer.page.getByText('Ada is recording', { exact: true });
  await expect(words(bo).first()).toBeVisible();
  await expect(bo.page.locator('[aria-live=polite]').getByText('Ada is recording')).toBeAttached();
  const cleo = await invite('cleo');
  await cleo.joinAt(ada.page.url());
  await expect(words(cleo).first()).toBeVisible();
  await expect(words(ada)).toHaveCount(0);
  await ada.button('Stop recording').click();
  await expect(words(bo)).toHaveCount(0);
  await expect(words(cleo)).toHaveCount(0);
});

test('separate files hold one person each, and say how much later somebody came', async ({
  server,
  invite,
}) => {
  const ada = await invite('ada');
  const link = await ada.startCall(server.url);
  await ada.join();
  await record(ada, 'Separate files');
  await untilRecorded(ada, 2);
  const bo = await invite('bo');
  await bo.joinAt(link);
  await ada.sees(bo);
  await untilRecorded(ada, (await recordedSeconds(ada)) + 5);
  await ada.button('Stop recording').click();
  const [adaPath, adaName] = await save(ada, 'Save Ada');
  const [boPath, boName] = await save(ada, 'Save Bo');
  const offsetOf = (name: string) => Number(/from ([\d.]+) s\.webm$/.exec(name)?.[1]);
  expect(offsetOf(adaName)).toBeLessThan(1);
  expect(offsetOf(boName)).toBeGreaterThan(1.5);
  const [adaFilm, boFilm] = [await probeFilm(adaPath), await probeFilm(boPath)];
  const ends = [adaFilm.decodedS + offsetOf(adaName), boFilm.decodedS + offsetOf(boName)];
  expect(Math.abs((ends[0] ?? 0) - (ends[1] ?? 0))).toBeLessThan(1);
  expect(await coloursAt(adaPath, adaFilm.decodedS / 2)).toEqual(['Ada']);
  expect(await coloursAt(boPath, boFilm.decodedS / 2)).toEqual(['Bo']);
  const lastSeconds = (seconds: number) => [seconds - 2.5, seconds - 0.5] as const;
  expect(await tonesBetween(adaPath, ...lastSeconds(adaFilm.decodedS))).toEqual(['Ada']);
  expect(await tonesBetween(boPath, ...lastSeconds(boFilm.decodedS))).toEqual(['Bo']);
});
