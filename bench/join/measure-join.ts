import { setTimeout as delay } from 'node:timers/promises';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { countRoundTrips, type Packet } from './count-round-trips';
import { installInstrument } from './page-instrument';
import type { Site } from './site';

/** A person looks at the lobby before clicking; both sites may use this time to get ready. */
const lobbyMs = 1_500;
/** How long after the last first frame signaling is still counted as the join's. */
const settleMs = 2_000;

export interface JoinSample {
  /** Click to the first remote frame on the newcomer's screen, ms. */
  joinerMs: number;
  /** Click to the last of the residents' first frames, on the newcomer's screen, ms. */
  joinerAllMs: number;
  /** Click to the newcomer's first frame on a resident's screen (the slowest), ms. */
  residentMs: number;
  /** Socket.io events and acknowledgements, sent and received by all pages, from the click to the first frame. */
  messages: number;
  /** Round trips between clients and server in them, one after another (`countRoundTrips`). */
  roundTrips: number;
  /** The same until two seconds after everybody sees everybody. */
  messagesSettled: number;
}

interface Seat {
  context: BrowserContext;
  page: Page;
  /** The Socket.io packets that passed this page. */
  packets: Packet[];
}

async function openSeat(browser: Browser, index: number): Promise<Seat> {
  const context = await browser.newContext({ permissions: ['camera', 'microphone'] });
  await context.addInitScript('globalThis.__name = (value) => value;');
  await context.addInitScript(installInstrument);
  const page = await context.newPage();
  const packets: Packet[] = [];
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  // The browser's own clock, which network events carry, against the time of day.
  let clockOffsetS = Number.NaN;
  session.on('Network.requestWillBeSent', ({ timestamp, wallTime }) => {
    clockOffsetS = wallTime - timestamp;
  });
  const note =
    (isSent: boolean) =>
    ({ timestamp, response }: { timestamp: number; response: { payloadData: string } }) => {
      if (!/^4[2356]/.test(response.payloadData)) return;
      packets.push({ page: index, isSent, atMs: (timestamp + clockOffsetS) * 1_000 });
    };
  session.on('Network.webSocketFrameSent', note(true));
  session.on('Network.webSocketFrameReceived', note(false));
  return { context, page, packets };
}

/** Clicks inside the page, so that the driver's own round trip is not measured. */
async function clickJoin(page: Page): Promise<void> {
  await page.evaluate(() => {
    const button = [...document.querySelectorAll('button')].find(
      ({ innerText }) => innerText.trim() === 'Join call',
    );
    button?.click();
  });
}

async function firstFramesOf(page: Page, count: number): Promise<number[]> {
  await page.waitForFunction((n) => Object.keys(window.joinMarks.firstFrameMs).length >= n, count, {
    timeout: 30_000,
  });
  return page.evaluate(() => Object.values(window.joinMarks.firstFrameMs).sort((a, b) => a - b));
}

/**
 * One call: `people - 1` residents are in, one more joins. `port` is the site's, or that of a proxy in front of it that
 * takes `delayMs` each way.
 */
export async function measureJoin(
  browser: Browser,
  site: Site,
  { port, delayMs }: { port: number; delayMs: number },
  people: number,
): Promise<JoinSample> {
  const seats: Seat[] = [];
  try {
    for (let index = 0; index < people; index++) seats.push(await openSeat(browser, index));
    const [joiner, ...residents] = seats;
    if (!joiner) throw new Error('nobody joins');
    const room = await site.newRoom(browser, port);
    for (const [index, { page }] of residents.entries()) {
      await page.goto(room);
      await site.fillLobby(page, `Resident ${index + 1}`);
      await clickJoin(page);
      await Promise.all(residents.slice(0, index + 1).map((seat) => firstFramesOf(seat.page, index)));
      await delay(lobbyMs);
    }
    await joiner.page.goto(room);
    await site.fillLobby(joiner.page, 'Newcomer');
    await delay(lobbyMs);
    await clickJoin(joiner.page);

    const atJoiner = await firstFramesOf(joiner.page, residents.length);
    const atResidents = await Promise.all(residents.map(({ page }) => firstFramesOf(page, residents.length)));
    await delay(settleMs);
    const clickMs = await joiner.page.evaluate(() => window.joinMarks.clickMs);
    const firstMs = atJoiner[0] ?? Number.NaN;
    const packets = seats.flatMap((seat) => seat.packets).filter(({ atMs }) => atMs >= Math.floor(clickMs));
    const untilFirst = packets.filter(({ atMs }) => atMs <= firstMs);
    return {
      joinerMs: firstMs - clickMs,
      joinerAllMs: Math.max(...atJoiner) - clickMs,
      residentMs: Math.max(...atResidents.map((frames) => Math.max(...frames))) - clickMs,
      messages: untilFirst.length,
      roundTrips: countRoundTrips(untilFirst, delayMs),
      messagesSettled: packets.length,
    };
  } finally {
    await Promise.all(seats.map(({ context }) => context.close()));
  }
}
