import type { Page, WebSocket } from '@playwright/test';
import { hasRedis, type Nodes, startNodes } from './fixtures/nodes';
import type { Person } from './fixtures/person';
import { expect, test } from './fixtures/test';

test.skip(!hasRedis(), 'needs redis-server on PATH');

const isSignaling = (socket: WebSocket) => socket.url().includes('/socket.io/');

let nodes: Nodes;
test.beforeEach(async () => {
  nodes = await startNodes();
});
test.afterEach(() => nodes.stop());

/** Notes whatever is on the screen from now on, for as short as it may be. */
async function watchScreen(page: Page): Promise<() => Promise<string>> {
  const seen = await page.evaluateHandle(() => {
    const texts = new Set<string>();
    const note = () => texts.add(document.body.innerText);
    new MutationObserver(note).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
    });
    return texts;
  });
  return () => seen.evaluate((texts) => [...texts].join('\n'));
}

/** A call of two on different nodes: one at `here`, the other by `socket` at `there`, to which the balancer leads now. */
async function callAcross(one: Person, other: Person) {
  const [here, there] = await Promise.all([nodes.start(), nodes.start()]);
  nodes.leadTo(here);
  const link = await one.startCall(nodes.url);
  await one.join();
  nodes.leadTo(there);
  const atTheirNode = other.page.waitForEvent('websocket', isSignaling);
  await other.joinAt(link);
  await one.sees(other);
  await other.sees(one);
  return { here, there, link, socket: await atTheirNode };
}

test('two on different nodes see each other, and go on when the node of one is killed and another stops', async ({
  invite,
}) => {
  const [ada, bo, cleo] = [await invite('ada'), await invite('bo'), await invite('cleo')];
  const { here, there, link, socket } = await callAcross(ada, bo);
  await ada.hears(bo);

  nodes.leadTo(here);
  const isCutOff = socket.waitForEvent('close');
  const isBack = bo.page.waitForEvent('websocket', isSignaling);
  await there.kill();
  await isCutOff;
  expect(await ada.othersInPicture()).toEqual(['Bo']);
  expect(await bo.othersInPicture()).toEqual(['Ada']);
  await isBack;
  await ada.sees(bo);
  await bo.sees(ada);
  await ada.isInCallWith(bo);

  // A node that stops is left for another before it goes.
  const next = await nodes.start();
  nodes.leadTo(next);
  const screens = await Promise.all([ada, bo].map(({ page }) => watchScreen(page)));
  const haveMoved = [ada, bo].map(({ page }) => page.waitForEvent('websocket', isSignaling));
  await here.stop();
  await Promise.all(haveMoved);
  await ada.isInCallWith(bo);
  for (const seen of screens) expect(await seen()).not.toMatch(/reconnect|away/i);

  // Only who is seated at a node that lives is shown to a newcomer.
  await cleo.joinAt(link);
  await cleo.isInCallWith(ada, bo);
  await cleo.sees(bo);
  await bo.sees(cleo);
});

test('two on different nodes go on while Redis does not answer, and who came meanwhile is with them when it does', async ({
  invite,
}) => {
  const [ada, bo, cleo] = [await invite('ada'), await invite('bo'), await invite('cleo')];
  const { here, there, link } = await callAcross(ada, bo);

  nodes.redis.pause();
  for (const { url } of [here, there])
    await expect.poll(async () => (await fetch(`${url}/readyz`)).status).toBe(503);
  const goOn = async () => {
    await ada.sees(bo);
    await bo.sees(ada);
    await ada.hears(bo);
    expect(await ada.rosterNames()).toEqual(['Ada (you)', 'Bo']);
    nodes.redis.resume();
  };
  await Promise.all([cleo.joinAt(link), goOn()]);
  await ada.isInCallWith(bo, cleo);
  await cleo.sees(ada);
  await bo.sees(cleo);
});
