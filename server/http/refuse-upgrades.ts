import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';

function refuse(socket: Duplex): void {
  // Node takes its own listener off an upgraded socket: a reset would end the process.
  socket.on('error', () => socket.destroy());
  // Destroyed, for a client that never closes its half would keep the other half open.
  socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n', () =>
    socket.destroy(),
  );
}

/** Answers 404 to requests for an upgrade, except those whose path begins with `prefix`, and ends their connection. */
export function refuseUpgrades(httpServer: Server, prefix: string): void {
  httpServer.on('upgrade', ({ url = '' }, socket: Duplex) => {
    if (!url.startsWith(prefix)) refuse(socket);
  });
}
