import type { Server as HttpServer } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../clock';
import type { Env } from '../env/env';
import type { OpenConnections } from '../http/open-connections';
import type { IceConfigFor } from '../ice/ice-config';
import { AddressLimits } from '../limits/address-limits';
import type { Logger } from '../logger';
import { type Census, takeCensus } from '../metrics/take-census';
import type { Tally } from '../metrics/tally';
import type { Cluster } from '../redis/create-cluster';
import type { RoomStore } from '../rooms/room-store';
import { announce } from './announce';
import { Connection } from './connection';
import type { SignalingContext, SignalingSocket } from './context';
import { countStrayPackets } from './count-stray-packets';
import { createSocketServer, type EngineConnection } from './create-socket-server';
import { cutSlowReaders } from './cut-slow-readers';
import { endInTime } from './end-in-time';
import { endLostSeat } from './end-lost-seat';
import { tellToMove, untilMoved } from './hand-over';
import { onDisconnect } from './on-disconnect';
import { register } from './register';
import { sendTogether } from './send-together';

/** Seconds' worth of messages that may come at once: a join makes an offer and candidates for everybody. */
const burstS = 6;
/** Time for `server:draining` to reach everybody before connections end. */
const noticeMs = 300;
/** The share of the time for stopping in which people may move; what follows takes little. */
const handOverShare = 0.9;

export interface SignalingDeps {
  env: Env;
  store: RoomStore;
  iceConfigFor: IceConfigFor;
  clock: Clock;
  logger: Logger;
  tally: Tally;
  /** The other nodes, where there may be some. */
  cluster: Cluster | null;
  openConnections: OpenConnections;
}

export interface Signaling {
  takeCensus(): Census;
  /** Says `server:draining` to everybody, and when to move where there are other nodes (L4). */
  drain(): void;
  /** Resolves when everybody has gone on to another node, has run out of time, or knows that there is none (L4). */
  handOver(): Promise<void>;
  /** Ends every connection and closes the HTTP server. */
  close(): Promise<void>;
}

/** Attaches Parley's signaling to an HTTP server: docs/PROTOCOL.md, over Socket.io at `/socket.io`. */
export function createSignaling(httpServer: HttpServer, deps: SignalingDeps): Signaling {
  const { env, clock, logger, tally } = deps;
  const connectionLimits = {
    connections: env.LIMIT_CONNECTIONS,
    connectionsPerMinute: env.LIMIT_CONNECTIONS_PER_MINUTE,
    messagesPerS: env.LIMIT_ADDRESS_MESSAGES_PER_S,
    burstS,
  };
  const addresses = new AddressLimits(connectionLimits, clock);
  const { io, onConnection } = createSocketServer(httpServer, env, tally, async (address) => {
    await deps.cluster?.untilOpened();
    const isAdmitted = addresses.admits(address);
    // Whoever was sent on is to find another node.
    if (context.draining === 'among-others') return 'draining';
    return isAdmitted ? null : 'rate-limited';
  });
  const context: SignalingContext = { ...deps, io, draining: null };
  let isClosing = false;
  const handOverMs = env.DRAIN_TIMEOUT_S * 1_000 * handOverShare;
  deps.cluster?.attach(io);
  deps.store.onChange((change) => announce(context, change));
  deps.cluster?.store.onLost((connectionId, isReplaced) => endLostSeat(io, connectionId, isReplaced));

  const connections = new Map<EngineConnection, Connection>();

  // Each listener is there once, not once for each connection: those would all be kept, and collected, with it.
  const countStray = countStrayPackets(connections, context);
  function forget(this: EngineConnection): void {
    const address = connections.get(this)?.address;
    connections.delete(this);
    if (address !== undefined) addresses.close(address, clock.now());
  }
  function noteBreach(err: Error): void {
    logger.debug('protocol-broken', { err });
  }
  function end(this: SignalingSocket): void {
    // A second CONNECT on the same transport would pass by the limits of an address.
    this.conn.close();
    if (isClosing) return;
    this.data.inTurn(() =>
      onDisconnect(context, this).catch((err: unknown) => logger.error('disconnect-failed', { err })),
    );
  }

  onConnection((engineConnection, address) => {
    const nowMs = clock.now();
    const share = addresses.open(address, nowMs);
    if (share === null) {
      tally.connectionsRefused['rate-limited'] += 1;
      engineConnection.close(true);
      return;
    }
    const { LIMIT_MESSAGES_PER_S: perS } = env;
    connections.set(engineConnection, new Connection(address, share, perS, perS * burstS, nowMs));
    engineConnection.on('close', forget);
    engineConnection.on('packet', countStray);
  });

  // What answers a CONNECT, and the watch in it (J9).
  io.use((socket, next) => {
    sendTogether(socket.conn as unknown as EngineConnection);
    next();
  });
  io.on('connection', (socket) => {
    socket.on('error' as never, noteBreach as never);
    const connection = connections.get(socket.conn as unknown as EngineConnection);
    // A second CONNECT before the first is done makes a second Socket.io connection.
    if (connection?.connect() !== true) {
      socket.disconnect(true);
      return;
    }
    socket.data = connection;
    socket.on('disconnect', end);
    register(context, socket);
    // What it was opened with may have been one thing too many.
    if (!socket.connected) return;
    endInTime(socket, env.CONNECTION_LIFE_S);
    // Was on its way when the others were told.
    if (context.draining === 'among-others') socket.emit('server:draining', { moveInMs: 0 });
  });

  let isSentAway = Promise.resolve();
  let handOverEndsMs = 0;
  const handOverLeftMs = () => Math.max(handOverEndsMs - performance.now(), 0);
  function sendAway(): void {
    context.draining = deps.cluster?.hasOthers ? 'among-others' : 'alone';
    if (context.draining === 'alone') io.local.emit('server:draining', {});
    else tellToMove(io, handOverLeftMs());
  }

  const { openConnections } = deps;
  cutSlowReaders({ connections, openConnections, clock, logger, tally, isOver: () => isClosing });

  return {
    takeCensus: () => takeCensus(io, deps.store),
    drain() {
      handOverEndsMs = performance.now() + handOverMs;
      // A node that has come within the last second is not known yet.
      if (deps.cluster === null) sendAway();
      else isSentAway = deps.cluster.callRoll().then(sendAway);
    },
    async handOver() {
      await isSentAway;
      if (context.draining === 'among-others') await untilMoved(io, handOverLeftMs());
      else await wait(noticeMs);
    },
    async close() {
      isClosing = true;
      await io.close();
    },
  };
}
