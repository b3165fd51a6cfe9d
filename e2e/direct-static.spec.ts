import { cast } from './fixtures/cast';
import { answerDirect, connectDirect, handedOver, startDirect } from './fixtures/direct';
import { mediaFilesOf } from './fixtures/media-files';
import { filmDrawing } from './fixtures/qr-camera';
import { type StaticSite, serveStaticSite } from './fixtures/static-site';
import { expect, test } from './fixtures/test';
import { watchForTrouble } from './fixtures/trouble';

// One after the other: the site is laid out in one folder.
test.describe.configure({ mode: 'default' });

let site: StaticSite;
test.beforeAll(async () => {
  site = await serveStaticSite();
});
test.afterAll(() => site.stop());

test('a folder on a host of files is enough for two people to call each other (D1)', async ({ invite }) => {
  const [ada, bo] = [await invite('ada'), await invite('bo')];
  const trouble = await watchForTrouble(ada, [site.url]);
  const code = await startDirect(ada, site.url);
  await connectDirect(ada, await answerDirect(bo, `${site.url}/direct/`, code));
  for (const [one, other] of [
    [ada, bo],
    [bo, ada],
  ] as const) {
    await one.isInCallWith(other);
    await one.sees(other);
    await one.hears(other);
  }
  expect(trouble).toEqual([]);
});

test('the code on the screen is read by a camera in front of it', async ({ invite }, { outputDir }) => {
  const ada = await invite('ada');
  const link = await startDirect(ada, site.url);
  const film = `${outputDir}.y4m`;
  await filmDrawing(ada.page.getByRole('img', { name: /QR code/ }), film);
  const bo = await invite('bo', {
    deviceFlags: [
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${film}`,
      `--use-file-for-fake-audio-capture=${mediaFilesOf(cast.bo).audio}`,
    ],
  });
  await bo.page.goto(site.url);
  await bo.button('I have a code').click();
  await bo.button('Scan').click();
  await expect(bo.page.getByRole('dialog', { name: 'Scan the code' })).toBeVisible();
  const answer = await handedOver(bo, 'Answer for the other person');
  expect(link).toContain('#');
  await connectDirect(ada, answer);
  await ada.isInCallWith({ name: 'Guest' });
});
