import type { Duplex } from 'node:stream';

/** Answers a request for an upgrade with a status such as `404 Not Found`, and ends its connection. */
export function answerUpgrade(socket: Duplex, status: string): void {
  // Destroyed, for a client that never closes its half would keep the other half open.
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy());
}
