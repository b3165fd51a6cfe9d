import type { Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import { limits } from '@/lib/protocol';
import type { Clock } from '../clock';
import type { Env } from '../env/env';
import { allowOrigins } from '../http/allowed-origins';
import { clientAddress } from '../http/client-address';
import type { IceConfigFor } from '../ice/ice-config';
import { AddressLimits } from '../limits/address-limits';
import type { Logger } from '../logger';
import type { RoomStore } from '../rooms/room-store';
import { Connection } from './connection';
import type { SignalingContext, SignalingServer } from './context';
import { onDisconnect } from './on-disconnect';
import { register } from './register';

/** Seconds' worth of messages that may come at once: a join makes an offer and candidates for everybody. */
const burstS = 6;

export interface SignalingDeps {
  env: Env;
  store: RoomStore;
  iceConfigFor: IceConfigFor;
  clock: Clock;
  logger: Logger;
}

export interface Signaling {
  /** Says `server:draining` to everybody and refuses new joins from now on (L4). */
  drain(): void;
  /** Ends every connection and closes the HTTP server. */
  close(): Promise<void>;
}

function createSocketServer(
  httpServer: HttpServer,
  { env, logger }: SignalingDeps,
  addresses: AddressLimits,
) {
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
      addresses.admits(clientAddress(request, env.TRUST_PROXY)).then(
        (isAdmitted) => decide(isAdmitted ? null : 'rate-limited', isAdmitted),
        (err: unknown) => {
          logger.error({ err }, 'a handshake could not be counted');
          decide('internal', false);
        },
      );
    },
  });
  io.engine.on('headers', (headers: Record<string, string>) => {
    headers['X-Content-Type-Options'] = 'nosniff';
    headers['Cache-Control'] = 'no-store';
  });
  return io;
}

/** Attaches Parley's signaling to an HTTP server: docs/PROTOCOL.md, over Socket.io at `/socket.io`. */
export function createSignaling(httpServer: HttpServer, deps: SignalingDeps): Signaling {
  const { env, clock, logger } = deps;
  const addresses = new AddressLimits({
    connections: env.LIMIT_CONNECTIONS,
    connectionsPerMinute: env.LIMIT_CONNECTIONS_PER_MINUTE,
    messagesPerS: env.LIMIT_ADDRESS_MESSAGES_PER_S,
    burstS,
  });
  const io = createSocketServer(httpServer, deps, addresses);
  const context: SignalingContext = { ...deps, io, isDraining: false };
  const onMessage = register(context);
  let isClosing = false;

  io.on('connection', (socket) => {
    socket.on(
      'error' as never,
      ((err: Error) => logger.debug({ err }, 'a connection broke its protocol')) as never,
    );
    const address = clientAddress(socket.request, env.TRUST_PROXY);
    const nowMs = clock.now();
    const share = addresses.open(address, nowMs);
    if (share === null) {
      socket.disconnect(true);
      return;
    }
    const connection = new Connection(
      address,
      share,
      env.LIMIT_MESSAGES_PER_S,
      env.LIMIT_MESSAGES_PER_S * burstS,
      nowMs,
    );
    socket.data = connection;
    socket.onAny(onMessage);
    socket.on('disconnect', () => {
      addresses.close(address);
      if (isClosing) return;
      connection.inTurn(() =>
        onDisconnect(context, socket).catch((err: unknown) => logger.error({ err }, 'a disconnect failed')),
      );
    });
  });

  return {
    drain() {
      context.isDraining = true;
      io.emit('server:draining', {});
    },
    async close() {
      isClosing = true;
      await io.close();
    },
  };
}
