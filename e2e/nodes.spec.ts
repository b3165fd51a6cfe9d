import type { WebSocket } from '@playwright/test';
import { hasRedis, type Nodes, startNodes } from './fixtures/nodes';
import { expect, test } from './fixtures/test';

test.skip(!hasRedis(), 'needs redis-server on PATH');

const isSignaling = (socket: WebSocket) => socket.url().includes('/socket.io/');

let nodes: Nodes;
test.beforeEach(async () => {
  nodes = await startNodes();
});
test.afterEach(() => nodes.stop());

test('two on different nodes see each other, and go on when the node of one is killed', async ({
  invite,
}) => {
  const [here, there] = await Promise.all([nodes.start(), nodes.start()]);
  const [ada, bo, cleo] = [await invite('ada'), await invite('bo'), await invite('cleo')];

  nodes.leadTo(here);
  const link = await ada.startCall(nodes.url);
  await ada.join();
  nodes.leadTo(there);
  const atTheirNode = bo.page.waitForEvent('websocket', isSignaling);
  await bo.joinAt(link);
  await ada.sees(bo);
  await bo.sees(ada);
  await ada.hears(bo);

  nodes.leadTo(here);
  const socket = await atTheirNode;
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

  // Only who is seated at a node that lives is shown to a newcomer.
  await cleo.joinAt(link);
  await cleo.isInCallWith(ada, bo);
  await cleo.sees(bo);
  await bo.sees(cleo);
});
