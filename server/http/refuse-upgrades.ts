import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { answerUpgrade } from './answer-upgrade';

/**
 * Answers 404 to requests for an upgrade, except those whose path begins with `prefix`, and ends their connection. A reset does
 * no harm whoever has the connection, while it is decided whether a handshake is admitted, too.
 */
export function refuseUpgrades(httpServer: Server, prefix: string): void {
  httpServer.on('upgrade', ({ url = '' }, socket: Duplex) => {
    // Node takes its own listener off an upgraded socket: an error that nobody hears would end the process.
    socket.on('error', () => socket.destroy());
    if (!url.startsWith(prefix)) answerUpgrade(socket, '404 Not Found');
  });
}
