import type { RoleName } from './fixtures/cast';
import { refusedDevices } from './fixtures/chromium';
import type { Person } from './fixtures/person';
import { expect, test } from './fixtures/test';
import { words } from './fixtures/words';

/** A machine with neither; Chromium always fakes microphones, so these are hidden from the page. */
async function inviteWithoutDevices(
  invite: (role: RoleName, invitation: { deviceFlags: string[] }) => Promise<Person>,
  role: RoleName,
): Promise<Person> {
  const person = await invite(role, {
    deviceFlags: ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream=device-count=0'],
  });
  await person.page.addInitScript(() => {
    const { mediaDevices } = navigator;
    const enumerateDevices = mediaDevices.enumerateDevices.bind(mediaDevices);
    mediaDevices.enumerateDevices = async () =>
      (await enumerateDevices()).filter(({ kind }) => kind === 'audiooutput');
    mediaDevices.getUserMedia = () =>
      Promise.reject(new DOMException('Requested device not found', 'NotFoundError'));
  });
  return person;
}

test('somebody who refuses camera and microphone is told what to do, joins all the same, and sees the others', async ({
  server,
  invite,
}) => {
  const ada = await invite('ada');
  const bo = await invite('bo', refusedDevices);
  const link = await ada.startCall(server.url);
  await ada.join();
  await bo.page.goto(link);
  await expect(bo.page.getByText(words.cameraIsBlocked)).toBeVisible();
  await expect(bo.page.getByText(words.microphoneIsBlocked)).toBeVisible();
  await bo.join();
  await bo.sees(ada);
  await bo.hears(ada);
  await expect(ada.tile('Bo')).toContainText('Camera off');
  await expect(ada.tile('Bo')).toContainText('Microphone off');
});

test('somebody without any camera or microphone joins, and is called over', async ({ server, invite }) => {
  const ada = await invite('ada');
  const bo = await inviteWithoutDevices(invite, 'bo');
  const link = await bo.startCall(server.url);
  await expect(bo.page.getByText(words.noCamera)).toBeVisible();
  await expect(bo.page.getByText(words.noMicrophone)).toBeVisible();
  await bo.join();
  await ada.joinAt(link);
  await bo.sees(ada);
  await bo.hears(ada);
  await expect(ada.tile('Bo')).toContainText('Camera off');
});

test('two people without devices are in a call together', async ({ server, invite }) => {
  const ada = await inviteWithoutDevices(invite, 'ada');
  const bo = await inviteWithoutDevices(invite, 'bo');
  const link = await ada.startCall(server.url);
  await ada.join();
  await bo.joinAt(link);
  await ada.isInCallWith(bo);
  await bo.isInCallWith(ada);
  await expect(ada.tile('Bo')).not.toContainText('Connecting');
});
