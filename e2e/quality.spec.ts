import type { Locator, Page } from '@playwright/test';
import type { Person } from './fixtures/person';
import { readInboundPerSecond } from './fixtures/readings';
import { expect, test } from './fixtures/test';

/** Another tab or window comes before this page, as far as the page can tell; or it is seen again. */
function setHidden(page: Page, isHidden: boolean): Promise<void> {
  return page.evaluate((hidden) => {
    const value = hidden ? 'hidden' : 'visible';
    Object.defineProperty(document, 'visibilityState', { value, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, isHidden);
}

/** The lines of the picture that is seen of somebody. */
const linesOf = (viewer: Person, name: string) =>
  viewer
    .tile(name)
    .locator('video')
    .evaluate((video: HTMLVideoElement) => video.videoHeight);

/** The cameras of tests have 180 lines. A busy machine may send fewer than asked for, and never more. */
async function seesInFull(viewer: Person, name: string): Promise<void> {
  await expect.poll(() => linesOf(viewer, name), { message: `lines of ${name}` }).toBe(180);
}

async function seesSmall(viewer: Person, name: string): Promise<void> {
  await expect.poll(() => linesOf(viewer, name), { message: `lines of ${name}` }).toBeLessThanOrEqual(144);
}

async function openConnections(person: Person): Promise<Locator> {
  await person.press('More');
  const dialog = person.page.getByRole('dialog', { name: 'More' });
  await dialog.getByRole('tab', { name: 'Connection' }).click();
  return dialog;
}

/** Presses the switch, which has to be the other way, and closes the dialogue: the stage is inert behind it. */
async function turnLowData(person: Person, isOn: boolean): Promise<void> {
  const dialog = await openConnections(person);
  const lowData = dialog.getByRole('switch', { name: 'Low data' });
  await expect(lowData).toBeChecked({ checked: !isOn });
  await lowData.click();
  await expect(lowData).toBeChecked({ checked: isOn });
  await person.page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
}

/** An init script: of what arrives a third is said to be lost. Runs in the page: it may use nothing from here. */
function reportLosses(): void {
  const { getStats } = RTCPeerConnection.prototype;
  RTCPeerConnection.prototype.getStats = async function (this: RTCPeerConnection) {
    const report = await getStats.call(this);
    const entries = [...report].map(([id, stats]): [string, unknown] => {
      const isInbound = stats.type === 'inbound-rtp';
      return [id, isInbound ? { ...stats, packetsLost: stats.packetsReceived / 2 } : stats];
    });
    return new Map(entries) as RTCStatsReport;
  };
}

test('the connection to somebody is told in figures, with the data that the call has used', async ({
  gather,
}) => {
  const [ada, bo] = await gather('ada', 'bo');
  await ada.sees(bo);
  const dialog = await openConnections(ada);
  const connection = dialog.getByRole('list', { name: 'Connections' }).getByRole('listitem');
  await connection.getByText('Connection to Bo').click();
  await expect(connection).toContainText(/Round trip\d+ ms/);
  await expect(connection).toContainText(/Receiving[1-9]\d* kbit\/s/);
  await expect(connection).toContainText(/Sending[1-9]\d* kbit\/s/);
  await expect(connection).toContainText(/Their camera[1-9]\d* frames a second/);
  await expect(connection).toContainText('Pathdirect');
  await expect(dialog.getByText('Data used in this call')).toBeVisible();
  await expect(dialog.getByText(/[1-9][\d.]* (kB|MB) sent, [1-9][\d.]* (kB|MB) received/)).toBeVisible();
});

test('a bad connection is marked on the tile, says what is wrong, and gives its figures when pressed', async ({
  server,
  invite,
}) => {
  const ada = await invite('ada');
  const bo = await invite('bo');
  await ada.page.addInitScript(reportLosses);
  const link = await ada.startCall(server.url);
  await ada.join();
  await bo.joinAt(link);
  const words = 'Connection to Bo: poor, parts get lost on the way.';
  const mark = ada.tile('Bo').getByRole('button', { name: words });
  await expect(mark).toBeVisible();
  await expect(ada.tile('Bo')).toHaveAccessibleDescription(words);
  await mark.click();
  await expect(ada.page.getByRole('dialog', { name: 'Connection to Bo' })).toContainText(/Round trip\d+ ms/);
  await expect(bo.tile('Ada').getByRole('button')).toHaveCount(0);
});

test('low data makes pictures small at both ends, is remembered, and ends when it is turned off', async ({
  gather,
}) => {
  const [ada, bo] = await gather('ada', 'bo');
  await ada.sees(bo);
  await seesInFull(ada, 'Bo');
  await seesInFull(bo, 'Ada');
  await turnLowData(ada, true);
  await seesSmall(bo, 'Ada');
  await seesSmall(ada, 'Bo');
  await ada.hears(bo);
  await ada.page.reload();
  await ada.join();
  await seesSmall(bo, 'Ada');
  await turnLowData(ada, false);
  await seesInFull(bo, 'Ada');
  await seesInFull(ada, 'Bo');
});

test('a picture that nobody sees is not sent, while sound goes on, and is back when it is seen again', async ({
  gather,
}) => {
  const [ada, bo] = await gather('ada', 'bo');
  await ada.sees(bo);
  await bo.sees(ada);
  await setHidden(ada.page, true);
  await expect
    .poll(async () => (await readInboundPerSecond(ada.page)).framesDecoded, { message: 'frames that arrive' })
    .toBe(0);
  await ada.hears(bo);
  await bo.sees(ada);
  await setHidden(ada.page, false);
  await expect
    .poll(async () => (await readInboundPerSecond(ada.page)).framesDecoded, { message: 'frames that arrive' })
    .toBeGreaterThan(0);
  await ada.sees(bo);
});
