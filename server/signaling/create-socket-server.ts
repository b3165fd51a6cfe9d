import type { Server as HttpServer, IncomingMessage } from 'node:http';
import { Server } from 'socket.io';
import { limits } from '@/lib/protocol';
import type { Env } from '../env/env';
import { allowOrigins } from '../http/allowed-origins';
import { clientAddress } from '../http/client-address';
import type { SignalingServer, SignalingSocket } from './context';

export interface SocketServer {
  io: SignalingServer;
  /** Where a connection comes from, as limits count it. */
  addressOf(socket: SignalingSocket): string;
}

/**
 * Socket.io as Parley uses it: pages of allowed origins only, from addresses that `admits` lets in, and packets up
 * to the limit that both ends know.
 */
export function createSocketServer(
  httpServer: HttpServer,
  env: Env,
  admits: (address: string) => Promise<boolean>,
): SocketServer {
  const origins = [...env.ALLOWED_ORIGINS, ...(env.PUBLIC_URL === null ? [] : [env.PUBLIC_URL])];
  const isAllowedOrigin = allowOrigins(origins);
  const io: SignalingServer = new Server(httpServer, {
    path: '/socket.io',
    // Next's hot reload has upgrades of its own.
    destroyUpgrade: false,
    serveClient: false,
    maxHttpBufferSize: limits.packetBytes,
    perMessageDeflate: false,
    // A lost connection is noticed within 13 s on both ends, well before the grace time of a seat is over.
    pingInterval: 5_000,
    pingTimeout: 8_000,
    connectTimeout: 10_000,
    cors: { origin: origins },
    allowRequest(request, decide) {
      if (!isAllowedOrigin(request)) return decide('origin', false);
      admits(clientAddress(request, env.TRUST_PROXY)).then(
        (isAdmitted) => decide(isAdmitted ? null : 'rate-limited', isAdmitted),
        () => decide('internal', false),
      );
    },
  });

  const addresses = new WeakMap<object, string>();
  io.engine.on('connection', (connection: { request: IncomingMessage }) => {
    addresses.set(connection, clientAddress(connection.request, env.TRUST_PROXY));
    // Else the request stays in memory as long as the connection (socket.io.docs: memory usage).
    Object.assign(connection, { request: null });
  });
  return { io, addressOf: ({ conn }) => addresses.get(conn) ?? '' };
}
