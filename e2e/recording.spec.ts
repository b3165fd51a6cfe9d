import { hasFfmpeg } from './fixtures/ffmpeg';
import { coloursAt, jumpTo, probeFilm, tonesBetween } from './fixtures/film';
import { offers, record, recordedSeconds, save, untilRecorded } from './fixtures/recordings';
import { expect, test } from './fixtures/test';

test.skip(!hasFfmpeg(), 'There is no FFmpeg here.');

test('a recording has everybody in it, lasts as long as it says, and can be jumped in', async ({
  gather,
}) => {
  const [ada, bo] = await gather('ada', 'bo');
  await ada.sees(bo);
  await record(ada);
  await untilRecorded(ada, 6);
  await ada.button('Stop recording').click();
  await expect(offers(ada)).toContainText('was saved on this device');
  const [path, name] = await save(ada);
  expect(name).toMatch(/^Call \d{4}-\d\d-\d\d \d\d\.\d\d\.webm$/);
  const film = await probeFilm(path);
  expect(film).toMatchObject({ codecs: ['opus', 'vp8'], width: 1280, height: 720 });
  expect(film.durationS).toBeGreaterThan(5);
  expect(Math.abs((film.durationS ?? 0) - film.decodedS)).toBeLessThan(0.5);
  expect(await jumpTo(path, 5)).toBeGreaterThan(0.5);
  expect(await coloursAt(path, 4)).toEqual(['Ada', 'Bo']);
  expect(await tonesBetween(path, 2, 5)).toEqual(['Ada', 'Bo']);

  await offers(ada).getByRole('button', { name: 'Discard' }).click();
  await offers(ada).getByRole('button', { name: 'Keep' }).click();
  await offers(ada).getByRole('button', { name: 'Discard' }).click();
  await offers(ada).getByRole('button', { name: 'Discard' }).click();
  await expect(offers(ada)).toBeHidden();
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
