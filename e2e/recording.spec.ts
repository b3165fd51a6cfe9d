import { coloursAt, jumpTo, probeFilm, tonesBetween } from './fixtures/film';
import type { Person } from './fixtures/person';
import { expect, test } from './fixtures/test';

async function record(person: Person, kind: 'One picture' | 'Separate files' = 'One picture'): Promise<void> {
  await person.press('More');
  await person.button('Record').click();
  const dialog = person.page.getByRole('dialog', { name: 'Record this call' });
  await expect(dialog).toContainText('Everyone is told');
  await dialog.getByRole('radio', { name: kind }).click();
  await dialog.getByRole('button', { name: 'Start recording' }).click();
  await expect(person.button('Stop recording')).toBeVisible();
}

const offers = ({ page }: Person) => page.getByRole('region', { name: 'Saved recordings' });

/** The recording's clock, which everybody at this page can see, has come to so many seconds. */
async function untilRecorded(person: Person, seconds: number): Promise<void> {
  await expect
    .poll(
      async () => {
        const bar = person.page.getByText(/^\d+:\d\d$/);
        const [minutes, rest] = ((await bar.textContent()) ?? '0:0').split(':').map(Number);
        return (minutes ?? 0) * 60 + (rest ?? 0);
      },
      { message: 'seconds recorded', timeout: 30_000 },
    )
    .toBeGreaterThanOrEqual(seconds);
}

async function save(person: Person, name: string | RegExp = 'Save'): Promise<string> {
  const downloading = person.page.waitForEvent('download');
  await offers(person).getByRole('button', { name, exact: true }).click();
  return (await downloading).path();
}

test('a recording has everybody in it, lasts as long as it says, and can be jumped in', async ({
  gather,
}) => {
  const [ada, bo] = await gather('ada', 'bo');
  await ada.sees(bo);
  await record(ada);
  await untilRecorded(ada, 6);
  await ada.button('Stop recording').click();
  await expect(offers(ada)).toContainText('was saved on this device');
  const path = await save(ada);
  const film = await probeFilm(path);
  expect(film).toMatchObject({ codecs: ['opus', 'vp8'], width: 1280, height: 720 });
  expect(film.durationS).toBeGreaterThan(5);
  expect(Math.abs((film.durationS ?? 0) - film.decodedS)).toBeLessThan(0.5);
  expect(await jumpTo(path, 5)).toBeGreaterThan(0.5);
  expect(await coloursAt(path, 4)).toEqual(['Ada', 'Bo']);
  expect(await tonesBetween(path, 2, 5)).toEqual(['Ada', 'Bo']);
});
