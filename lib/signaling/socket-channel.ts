import { io, type Socket } from 'socket.io-client';
import * as v from 'valibot';
import { fail, type RoomId, type ServerEventName, type ServerPayload, serverEvents } from '@/lib/protocol';
import { createEmitter } from '@/lib/store/emitter';
import type { Logger } from '@/lib/store/logger';
import type { Channel, ChannelState } from './channel';
import { createMover } from './mover';
import { type OnAnswer, Opening } from './opening';
import { parseAnswer } from './parse-answer';

/** Where signaling is, and how it is spoken to. */
export interface SignalingAddress {
  /** The origin; the page's own when absent. */
  url?: string;
  /** Where it is below that; `/socket.io/` when absent. */
  path?: string;
  /** Long polling needs a server that keeps whom it knows: where each request may meet another one, there is none. */
  isWebSocketOnly?: boolean;
}

export interface SocketChannelOptions extends SignalingAddress {
  /** The room it is for: named in the handshake, so that a load balancer can bring a room's people together. */
  roomId: RoomId;
  logger: Logger;
  /** How long an answer may take before the connection counts as dead. */
  requestTimeoutMs?: number;
  /** How long an attempt to connect may take. */
  connectTimeoutMs?: number;
  /** The wait before the first attempt to reconnect; it doubles up to 5 s, each with 50% jitter. */
  reconnectDelayMs?: number;
  /** Where `online` events come from: the window. */
  network?: EventTarget;
}

export interface SocketChannel extends Channel {
  /** Announcements dropped because they did not fit their schema. */
  readonly droppedCount: number;
  /** What carries the connection; `null` while there is none. */
  readonly transport: 'websocket' | 'polling' | null;
}

type Announcements = { [E in ServerEventName]: ServerPayload<E> };
const announcementSchemas: { [E in ServerEventName]: v.GenericSchema<unknown, Announcements[E]> } =
  serverEvents;
const serverEventNames = Object.keys(serverEvents) as ServerEventName[];

/**
 * The wire over Socket.io: a WebSocket, or long polling where a proxy does not let one through. It reconnects by
 * itself until `close`, at once when the network is back. A request without an answer in time means that the
 * connection is dead although nobody has said so, and it is made anew.
 */
export function createSocketChannel({
  url,
  path = '/socket.io/',
  isWebSocketOnly = false,
  roomId,
  logger,
  requestTimeoutMs = 8_000,
  connectTimeoutMs = 8_000,
  reconnectDelayMs = 500,
  network = globalThis,
}: SocketChannelOptions): SocketChannel {
  let transports: ('websocket' | 'polling')[] = isWebSocketOnly ? ['websocket'] : ['websocket', 'polling'];
  const opening = new Opening();
  const makeSocket = () =>
    io(url ?? globalThis.location.origin, {
      autoConnect: false,
      forceNew: true,
      path,
      // As it is told: some hosts answer a slash too many with a redirect, which no WebSocket follows.
      addTrailingSlash: path.endsWith('/'),
      query: { room: roomId },
      auth: opening.auth,
      transports,
      tryAllTransports: true,
      timeout: connectTimeoutMs,
      reconnectionDelay: reconnectDelayMs,
      reconnectionDelayMax: Math.max(5_000, reconnectDelayMs),
      randomizationFactor: 0.5,
    });
  let socket = makeSocket();
  const announcements = createEmitter<Announcements>();
  const states = createEmitter<{ change: ChannelState }>();
  let state: ChannelState = 'connecting';
  let droppedCount = 0;
  let roundTripMs = 0;
  /** A join has been asked for on this connection or on one before it, and no leave since. */
  let hasSeat = false;
  let reconnectTimer: ReturnType<typeof setTimeout> | undefined;

  function setState(next: ChannelState): void {
    if (state === next || state === 'closed') return;
    state = next;
    logger.info('signaling', { state });
    states.emit('change', next);
  }

  function guard<T>(listener: (value: T) => void): (value: T) => void {
    return (value) => {
      try {
        listener(value);
      } catch (error) {
        logger.warn('a listener of the channel threw', { error });
      }
    };
  }

  function listenTo<E extends ServerEventName>(made: Socket, event: E): void {
    const schema: v.GenericSchema<unknown, Announcements[E]> = announcementSchemas[event];
    made.on(event as string, (payload: unknown) => {
      const parsed = v.safeParse(schema, payload);
      if (parsed.success) return announcements.emit(event, parsed.output);
      droppedCount++;
      logger.warn('announcement dropped', { event });
    });
  }

  function reconnectNow(): void {
    if (state === 'closed') return;
    clearTimeout(reconnectTimer);
    socket.disconnect().connect();
  }

  /** Socket.io gives up when the server itself ends or refuses a connection; a call does not. */
  function reconnectLater(): void {
    clearTimeout(reconnectTimer);
    const delayMs = reconnectDelayMs * (1 + 2 * Math.random());
    reconnectTimer = setTimeout(() => state !== 'closed' && socket.connect(), delayMs);
  }

  function onNetworkBack(): void {
    if (!socket.connected) reconnectNow();
  }

  /** `made` has connected. */
  function hearFrom(made: Socket): void {
    opening.hear(made);
    roundTripMs = opening.connectMs;
  }

  function use(made: Socket): void {
    socket = made;
    made.on('connect', () => {
      hearFrom(made);
      setState('online');
    });
    made.on('disconnect', (reason) => {
      logger.info('signaling connection lost', { reason });
      mover.cancel();
      setState('offline');
      if (reason === 'io server disconnect') reconnectLater();
    });
    made.on('connect_error', (error) => {
      // Nobody refused, time ran out: a proxy may swallow this transport, so the next attempt begins with the other.
      if (!('type' in error)) {
        transports = transports.toReversed();
        made.io.opts.transports = transports;
      }
      if (!made.active) reconnectLater();
    });
    for (const event of serverEventNames) listenTo(made, event);
  }

  use(socket);
  const mover = createMover({
    makeSocket,
    delayMs: reconnectDelayMs,
    isWanted: () => state === 'online',
    onMoved(made) {
      const former = socket;
      former.off();
      clearTimeout(reconnectTimer);
      use(made);
      hearFrom(made);
      // Whoever watches the state has everything to do anew on this connection.
      setState('offline');
      setState('online');
      return { former, hasSeat };
    },
  });
  announcements.on('server:draining', ({ moveInMs }) => {
    if (moveInMs !== undefined) mover.moveIn(moveInMs);
  });

  return {
    get state() {
      return state;
    },
    get roundTripMs() {
      return roundTripMs;
    },
    get droppedCount() {
      return droppedCount;
    },
    get transport() {
      if (!socket.connected) return null;
      return socket.io.engine.transport.name === 'websocket' ? 'websocket' : 'polling';
    },
    request(event, payload, { timeoutMs = requestTimeoutMs } = {}) {
      if (!socket.connected) return Promise.resolve(fail('server-unreachable'));
      const { id } = socket;
      if (event === 'room:join') hasSeat = true;
      else if (event === 'room:leave') hasSeat = false;
      return new Promise((resolve) => {
        const onAnswer: OnAnswer = (error, answer) => {
          if (!error) return resolve(parseAnswer(event, answer));
          resolve(fail('server-unreachable'));
          // Unless it has been made anew since.
          if (socket.connected && socket.id === id) {
            logger.warn('no answer in time', { event });
            reconnectNow();
          }
        };
        if (event === 'room:watch' && opening.take(payload, timeoutMs, onAnswer)) return;
        const askedMs = performance.now();
        socket.timeout(timeoutMs).emit(event as string, payload, (error: unknown, answer: unknown) => {
          if (!error) roundTripMs = performance.now() - askedMs;
          onAnswer(error, answer);
        });
        // Socket.io has noticed that the server's pings stopped and kept the packet for the next connection.
        socket.sendBuffer.length = 0;
      });
    },
    on: (event, listener) => announcements.on(event, guard(listener)),
    onStateChange: (listener) => states.on('change', guard(listener)),
    connect(watch) {
      if (state === 'closed') return;
      opening.watch = watch ?? null;
      network.addEventListener('online', onNetworkBack);
      socket.connect();
    },
    hurry() {
      clearTimeout(reconnectTimer);
      // Not at once: Socket.io is still about to plan its own attempt.
      if (state === 'offline') reconnectTimer = setTimeout(() => !socket.connected && reconnectNow());
    },
    close() {
      setState('closed');
      clearTimeout(reconnectTimer);
      mover.stop();
      network.removeEventListener('online', onNetworkBack);
      socket.disconnect();
    },
  };
}
