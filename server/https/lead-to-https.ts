import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Server } from 'node:https';
import type { Socket } from 'node:net';
import { baseHeaders } from '../http/document-headers';
import { isHost } from '../http/host-header';

/** What whoever speaks TLS begins with: the type of a record that holds a handshake (RFC 8446 5.1). */
const handshake = 0x16;

// Browsers would keep the way to https for good, and this port may serve plain http tomorrow.
const headers = { ...baseHeaders(false), 'Cache-Control': 'no-store', Connection: 'close' };

function leadOn({ url = '', headers: { host } }: IncomingMessage, response: ServerResponse): void {
  // What goes into a header is looked at again, whatever the parser lets by.
  if (isHost(host) && /^\/[!-~]*$/.test(url)) {
    response.writeHead(308, { ...headers, Location: `https://${host}${url}` }).end();
  } else {
    response
      .writeHead(400, { ...headers, 'Content-Type': 'text/plain' })
      .end('This address takes https alone: put https:// in front of it.\n');
  }
}

/**
 * Has the port of an https server take plain http as well, but only to lead on to the same address with https: no such
 * request reaches the server's own listeners. Who has neither begun TLS nor gone within `headersTimeout` is cut off.
 */
export function leadToHttps(server: Server): Server {
  const plain = createServer(leadOn);
  const speakTls = server.listeners('connection');
  server.removeAllListeners('connection').on('connection', (socket: Socket) => {
    const deadline = setTimeout(() => socket.destroy(), server.headersTimeout);
    socket.once('close', () => clearTimeout(deadline));
    // Nobody else listens to it yet: an error that nobody hears would end the process.
    socket.on('error', () => socket.destroy());
    socket.once('readable', () => {
      const first: Buffer | null = socket.read(1);
      if (first === null) {
        socket.destroy();
        return;
      }
      socket.unshift(first);
      if (first[0] !== handshake) {
        plain.emit('connection', socket);
        return;
      }
      clearTimeout(deadline);
      for (const listener of speakTls) listener.call(server, socket);
    });
  });
  return server;
}
