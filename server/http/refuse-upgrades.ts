import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';

function refuse(socket: Duplex): void {
  // Destroyed, for a client that never closes its half would keep the other half open.
  socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n', () =>
    socket.destroy(),
  );
}

/**
 * Answers 404 to requests for an upgrade, except those whose path begins with `prefix`, and ends their connection. A reset does
 * no harm whoever has the connection, while it is decided whether a handshake is admitted, too.
 */
export function refuseUpgrades(httpServer: Server, prefix: string): void {
  httpServer.on('upgrade', ({ url = '' }, socket: Duplex) => {
    // Node takes its own listener off an upgraded socket: an error that nobody hears would end the process.
    socket.on('error', () => socket.destroy());
    if (!url.startsWith(prefix)) refuse(socket);
  });
}
