import { setTimeout as wait } from 'node:timers/promises';

/** What one collection finalizes the next one frees; V8 gives pages back to the system a little later. */
async function settle() {
  for (let i = 0; i < 2; i++) {
    globalThis.gc?.();
    await wait(150);
  }
}

/**
 * Listens on a free loopback port, tells the parent which, and answers `usage`, and `settled usage` once
 * garbage has been collected.
 *
 * @param {import('node:http').Server} httpServer
 */
export function serveMeasurements(httpServer) {
  process.on('message', async (question) => {
    if (question === 'settled usage') await settle();
    const { user, system } = process.cpuUsage();
    const { rss, heapUsed, external } = process.memoryUsage();
    process.send?.({ rssBytes: rss, heldBytes: heapUsed + external, cpuS: (user + system) / 1e6 });
  });
  process.once('disconnect', () => process.exit(0));
  httpServer.listen(0, '127.0.0.1', () => {
    const address = httpServer.address();
    process.send?.({ port: typeof address === 'object' ? address?.port : address });
  });
}
