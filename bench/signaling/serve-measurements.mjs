/**
 * Listens on a free loopback port, tells the parent which, and answers `usage`, and `settled usage` after a
 * collection of garbage.
 *
 * @param {import('node:http').Server} httpServer
 */
export function serveMeasurements(httpServer) {
  process.on('message', (question) => {
    if (question === 'settled usage') globalThis.gc?.();
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
