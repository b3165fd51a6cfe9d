import type { Server as HttpServer, IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { Server } from 'socket.io';
import { limits } from '@/lib/protocol';
import type { Env } from '../env/env';
import { allowOrigins } from '../http/allowed-origins';
import { answerUpgrade } from '../http/answer-upgrade';
import { clientAddress } from '../http/client-address';
import { refuseRequest } from '../http/refuse-requests';
import type { ConnectionRefusal, Tally } from '../metrics/tally';
import type { SignalingServer } from './context';
import { writeAtOnce } from './send-together';

/** What Parley uses of an Engine.IO connection, which Socket.io's types hold back in part. */
export interface EngineConnection {
  /** Packets that cannot be sent yet. */
  readonly writeBuffer: readonly { readonly data?: string | Buffer }[];
  readonly transport: {
    /** The WebSocket, where it is one, on its TCP connection. */
    readonly socket?: { terminate(): void; readonly _socket: Socket | null };
    /** While it is not, packets are kept until `flush`. */
    writable: boolean;
  };
  flush(): void;
  on(event: 'packet', listener: (this: EngineConnection, packet: EnginePacket) => void): unknown;
  on(event: 'close', listener: (this: EngineConnection) => void): unknown;
  /** `true`: without waiting for what has not been sent. */
  close(isDiscarded?: boolean): void;
}

/** A packet from a client, as Engine.IO has parsed it. */
export interface EnginePacket {
  readonly type: string;
  readonly data?: string | Buffer;
}

export interface SocketServer {
  io: SignalingServer;
  /** Hears of each connection and where it comes from, as limits count it. */
  onConnection(listener: (connection: EngineConnection, address: string) => void): void;
}

/** A request that Engine.IO has taken up: `res`, unless it is for an upgrade. */
type EngineRequest = IncomingMessage & { readonly res?: ServerResponse };

/** Answers 503, which has a load balancer try another node. Engine.IO would say 400 or 403, as if no node could do better. */
function sendElsewhere({ res, socket }: EngineRequest): void {
  if (res === undefined) answerUpgrade(socket, '503 Service Unavailable');
  else res.writeHead(503, { Connection: 'close', 'Content-Length': 0 }).end();
}

/**
 * Socket.io as Parley uses it: pages of allowed origins only, from addresses that `admits` gives no reason to refuse,
 * and packets up to the limit that both ends know. Refusals are counted.
 */
export function createSocketServer(
  httpServer: HttpServer,
  env: Env,
  tally: Tally,
  admits: (address: string) => Promise<ConnectionRefusal | null>,
): SocketServer {
  const origins = [...env.ALLOWED_ORIGINS, ...(env.PUBLIC_URL === null ? [] : [env.PUBLIC_URL])];
  const isAllowedOrigin = allowOrigins(origins);
  const addresses = new WeakMap<IncomingMessage, string>();
  const io: SignalingServer = new Server(httpServer, {
    path: '/socket.io',
    // What other upgrades there are is decided elsewhere.
    destroyUpgrade: false,
    serveClient: false,
    maxHttpBufferSize: limits.packetBytes,
    perMessageDeflate: false,
    // A lost connection is noticed within 13 s on both ends, well before the grace time of a seat is over.
    pingInterval: 5_000,
    pingTimeout: 8_000,
    connectTimeout: 10_000,
    ...(origins.length > 0 && { cors: { origin: origins } }),
    allowRequest(request, decide) {
      const settle = (refusal: ConnectionRefusal | null) => {
        if (refusal !== null) tally.connectionsRefused[refusal] += 1;
        if (refusal === 'draining') return sendElsewhere(request);
        // The answer to an upgrade, and Engine.IO's first packet.
        writeAtOnce(request.socket);
        decide(refusal, refusal === null);
      };
      if (!isAllowedOrigin(request)) return settle('origin');
      const address = clientAddress(request, env.TRUST_PROXY);
      addresses.set(request, address);
      admits(address).then(settle, () => settle('internal'));
    },
  });

  io.engine.use((request: IncomingMessage, response: ServerResponse, next: () => void) => {
    if (!refuseRequest(request, response)) next();
  });
  return {
    io,
    onConnection(listener) {
      io.engine.on('connection', (connection: EngineConnection & { request: IncomingMessage }) => {
        const address = addresses.get(connection.request) ?? '';
        // Else the request stays in memory as long as the connection (socket.io.docs: memory usage).
        Object.assign(connection, { request: null });
        listener(connection, address);
      });
    },
  };
}
