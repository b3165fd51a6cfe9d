import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';
import * as v from 'valibot';
import {
  type ClientEventName,
  type ClientPayload,
  type ClientReply,
  protocolVersion,
  type Result,
  type ServerEventName,
  type ServerPayload,
  serverEvents,
  watchAnswerEvent,
} from '@/lib/protocol';
import { makeEnvelope, makeSeat, type TestRoom, type TestSeat } from './wire-data';

type Heard = { [E in ServerEventName]: { event: E; payload: ServerPayload<E> } }[ServerEventName];

/** What `seat` says to watch `room`. */
export function watchOf({ roomId, admission }: TestRoom, { seatToken, epoch }: TestSeat) {
  return { protocolVersion, roomId, admission, seatToken, epoch };
}

/** A client that records what it hears, in order. */
export class TestClient {
  readonly heard: Heard[] = [];
  /** Resolves with the reason once the connection has ended. */
  readonly ended: Promise<string>;
  readonly #listeners = new Set<() => void>();

  private constructor(readonly socket: Socket) {
    this.ended = new Promise((resolve) => socket.once('disconnect', resolve));
    socket.onAny((event: ServerEventName | typeof watchAnswerEvent, payload: unknown) => {
      if (event === watchAnswerEvent) return;
      this.heard.push({ event, payload: v.parse(serverEvents[event], payload) } as Heard);
      for (const listener of this.#listeners) listener();
    });
  }

  static async connect(
    origin: string,
    options: Partial<ManagerOptions & SocketOptions> = {},
    prepare: (socket: Socket) => void = () => undefined,
  ): Promise<TestClient> {
    const socket = io(origin, { transports: ['websocket'], reconnection: false, forceNew: true, ...options });
    prepare(socket);
    const client = new TestClient(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', reject);
    });
    return client;
  }

  /** Opens a connection with anything at all for the watch in its CONNECT (J9); resolves with the answer. */
  static async open(
    origin: string,
    watch: unknown,
  ): Promise<{ client: TestClient; answer: Result<unknown> }> {
    let answer: Promise<Result<unknown>> | undefined;
    const client = await TestClient.connect(origin, { auth: { watch } }, (socket) => {
      answer = new Promise((resolve) => socket.once(watchAnswerEvent, resolve));
    });
    return { client, answer: (await answer) as Result<unknown> };
  }

  request<E extends ClientEventName>(event: E, payload: ClientPayload<E>): Promise<Result<ClientReply<E>>> {
    return this.say(event, payload) as Promise<Result<ClientReply<E>>>;
  }

  /** Sends anything at all and resolves with the acknowledgement. */
  say(event: string, ...args: unknown[]): Promise<Result<unknown>> {
    return new Promise((resolve, reject) => {
      this.socket.once('disconnect', () => reject(new Error(`disconnected before ${event} was answered`)));
      this.socket.emit(event, ...args, resolve);
    });
  }

  watch(room: TestRoom, seat: TestSeat, overrides: Record<string, unknown> = {}) {
    return this.request('room:watch', { ...watchOf(room, seat), ...overrides });
  }

  join(profile = makeEnvelope('profile'), offers: ClientPayload<'room:join'>['offers'] = {}) {
    return this.request('room:join', { profile, offers });
  }

  /**
   * Takes the next of these events out of what was heard, waiting for it if need be; with `withinMs`, rejects when it
   * has not come by then.
   */
  async next<E extends ServerEventName>(
    event: E,
    withinMs = Number.POSITIVE_INFINITY,
  ): Promise<ServerPayload<E>> {
    const startMs = performance.now();
    for (;;) {
      const index = this.heard.findIndex((heard) => heard.event === event);
      if (index >= 0) return this.heard.splice(index, 1)[0]?.payload as ServerPayload<E>;
      const restMs = startMs + withinMs - performance.now();
      if (restMs <= 0) throw new Error(`no ${event} within ${withinMs} ms`);
      await this.#somethingHeard(restMs);
    }
  }

  /** Resolves when something is heard, or `atMostMs` have passed. */
  #somethingHeard(atMostMs: number): Promise<void> {
    return new Promise((resolve) => {
      const settle = () => {
        clearTimeout(timer);
        this.#listeners.delete(settle);
        resolve();
      };
      const timer = Number.isFinite(atMostMs) ? setTimeout(settle, atMostMs) : undefined;
      this.#listeners.add(settle);
    });
  }

  /**
   * What was heard and not taken, once everything that the server said before has arrived: whatever it says to one
   * connection stays in order, so the answer to a request comes last.
   */
  async settled(): Promise<readonly Heard[]> {
    await this.say('ice:refresh', {});
    return this.heard;
  }

  /** Takes nothing in from now on, as a client that hangs or has vanished. */
  stopReading(): void {
    const { transport } = this.socket.io.engine as unknown as { transport: { ws: { pause(): void } } };
    transport.ws.pause();
  }

  /** Ends the connection as a lost network does: without a word. */
  drop(): void {
    this.socket.io.engine.close();
  }

  close(): void {
    this.socket.disconnect();
  }
}

export interface Seated {
  client: TestClient;
  seat: TestSeat;
  participantId: string;
}

/** Connects and watches with a seat of its own. */
export async function watchRoom(origin: string, room: TestRoom, seat?: TestSeat): Promise<Seated> {
  const own = seat ?? (await makeSeat(room));
  const client = await TestClient.connect(origin);
  const watched = await client.watch(room, own);
  if (!watched.ok) throw new Error(watched.code);
  return { client, seat: own, participantId: own.participantId };
}

/** Connects, watches and joins. */
export async function joinRoom(origin: string, room: TestRoom, seat?: TestSeat): Promise<Seated> {
  const seated = await watchRoom(origin, room, seat);
  const joined = await seated.client.join();
  if (!joined.ok) throw new Error(joined.code);
  return seated;
}
