import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { countedAddress, unmap } from './client-address';
import type { TrustProxy } from './trust-proxy';

/** Open TCP connections and the address that each counts for; `null`: a proxy of ours, which many come through. */
export type OpenConnections = ReadonlyMap<Socket, string | null>;

/**
 * Keeps track of every TCP connection to a server, and ends those beyond `most` from one address at once, whether they
 * ever ask for anything or not.
 */
export function trackConnections(httpServer: Server, isTrusted: TrustProxy, most: number): OpenConnections {
  const open = new Map<Socket, string | null>();
  const counts = new Map<string, number>();

  function forget(this: Socket): void {
    const address = open.get(this) ?? null;
    open.delete(this);
    if (address === null) return;
    const left = (counts.get(address) ?? 1) - 1;
    if (left === 0) counts.delete(address);
    else counts.set(address, left);
  }

  httpServer.on('connection', (socket: Socket) => {
    const peer = unmap(socket.remoteAddress ?? 'unknown');
    const address = isTrusted(peer, 0) ? null : countedAddress(peer);
    if (address !== null) {
      const count = counts.get(address) ?? 0;
      if (count >= most) {
        socket.destroy();
        return;
      }
      counts.set(address, count + 1);
    }
    open.set(socket, address);
    socket.on('close', forget);
  });
  return open;
}

/**
 * Ends what is left of them. A server that closes waits for each: those that browsers keep in stock and never use, and those
 * whose other end is gone or reads nothing.
 */
export function endConnections(open: OpenConnections): void {
  for (const socket of open.keys()) socket.destroy();
}
