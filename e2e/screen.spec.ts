import { cast } from './fixtures/cast';
import type { Person } from './fixtures/person';
import { readPicture } from './fixtures/readings';
import { expect, test } from './fixtures/test';
import { words } from './fixtures/words';

const screenOf = (viewer: Person, name: string) =>
  viewer.page.getByRole('figure').filter({ hasText: `${name}'s screen` });

/** Chromium shares a test picture in greens, moving; nobody's camera here is green. */
async function screenIn(viewer: Person, name: string): Promise<string> {
  const video = screenOf(viewer, name).locator('video');
  if ((await video.count()) !== 1) return 'no picture';
  const { hasFrame, colour, renderedFrames } = await readPicture(video);
  if (!hasFrame || renderedFrames < 3) return 'a still picture';
  const [red, green, blue] = colour;
  return green > red + 50 && green > blue + 50 ? 'a screen' : `rgb(${colour.join(', ')})`;
}

async function seesScreen(viewer: Person, name: string): Promise<void> {
  await expect.poll(() => screenIn(viewer, name), { message: 'the shared screen' }).toBe('a screen');
}

/** Whatever is shared from now on has a tone of this pitch in it. */
async function addSoundToScreens({ page }: Person, toneHz: number): Promise<void> {
  await page.evaluate((frequency) => {
    const devices = navigator.mediaDevices;
    const getDisplayMedia = devices.getDisplayMedia.bind(devices);
    devices.getDisplayMedia = async (options) => {
      const picture = await getDisplayMedia(options);
      const context = new AudioContext();
      const oscillator = new OscillatorNode(context, { frequency });
      const sound = context.createMediaStreamDestination();
      oscillator.connect(new GainNode(context, { gain: 0.25 })).connect(sound);
      oscillator.start();
      return new MediaStream([...picture.getVideoTracks(), ...sound.stream.getAudioTracks()]);
    };
  }, toneHz);
}

test('a shared screen arrives beside its owner, and goes when it is stopped', async ({ gather }) => {
  const [ada, cleo] = await gather('ada', 'cleo');
  await ada.sees(cleo);
  await cleo.press('Share screen');
  await seesScreen(ada, 'Cleo');
  await ada.sees(cleo);
  await cleo.press('Stop sharing');
  await expect(screenOf(ada, 'Cleo')).toHaveCount(0);
  await ada.sees(cleo);
});

test('the sound of a shared screen is heard beside the voice, and whoever shares it is told', async ({
  gather,
}) => {
  const [ada, cleo] = await gather('ada', 'cleo');
  await addSoundToScreens(cleo, cast.eve.toneHz);
  await cleo.press('Share screen');
  await expect(cleo.page.getByText(words.screenHasSound)).toBeVisible();
  await ada.hears(cleo, cast.eve);
  await cleo.press('Stop sharing');
  await ada.hears(cleo);
});

test("sharing that is ended from the browser's own bar ends for everybody", async ({ gather }) => {
  const [ada, cleo] = await gather('ada', 'cleo');
  await cleo.press('Share screen');
  await seesScreen(ada, 'Cleo');
  await cleo.page.evaluate(() => {
    for (const track of window.probe.displayTracks) {
      track.stop();
      track.dispatchEvent(new Event('ended'));
    }
  });
  await expect(cleo.toolbar.getByRole('button', { name: 'Share screen' })).toBeVisible();
  await expect(screenOf(ada, 'Cleo')).toHaveCount(0);
});

test('somebody who joins later sees the screen that is being shared', async ({ server, invite }) => {
  const ada = await invite('ada');
  const cleo = await invite('cleo');
  const link = await ada.startCall(server.url);
  await ada.join();
  await ada.press('Share screen');
  await expect(ada.toolbar.getByRole('button', { name: 'Stop sharing' })).toBeVisible();
  await cleo.joinAt(link);
  await seesScreen(cleo, 'Ada');
  await cleo.sees(ada);
});

test("cancelling the browser's dialogue changes nothing and blames nobody", async ({ server, invite }) => {
  const ada = await invite('ada');
  await ada.page.addInitScript(() => {
    navigator.mediaDevices.getDisplayMedia = () =>
      Promise.reject(new DOMException('Permission denied', 'NotAllowedError'));
  });
  await ada.startCall(server.url);
  await ada.join();
  await ada.press('Share screen');
  await expect(ada.toolbar.getByRole('button', { name: 'Share screen' })).toBeVisible();
  await expect(ada.page.getByText(words.sharingFailed)).toHaveCount(0);
});
