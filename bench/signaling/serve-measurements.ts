import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a server process costs. */
export interface Usage {
  rssBytes: number;
  cpuS: number;
}

function usage(): Usage {
  const { user, system } = process.cpuUsage();
  return { rssBytes: process.memoryUsage().rss, cpuS: (user + system) / 1e6 };
}

/** Listens on a free loopback port, tells the parent which, and answers `usage` and `settled usage` (after a collection). */
export function serveMeasurements(httpServer: Server): void {
  process.on('message', (question) => {
    if (question === 'settled usage') globalThis.gc?.();
    process.send?.(usage());
  });
  process.once('disconnect', () => process.exit(0));
  httpServer.listen(0, '127.0.0.1', () =>
    process.send?.({ port: (httpServer.address() as AddressInfo).port }),
  );
}
