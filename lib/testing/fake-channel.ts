import * as v from 'valibot';
import {
  type ClientEventName,
  type ClientReply,
  fail,
  type Result,
  type ServerEventName,
  type ServerPayload,
  serverEvents,
  type WireErrorCode,
} from '@/lib/protocol';
import type { Channel, ChannelState } from '@/lib/signaling/channel';
import { parseAnswer } from '@/lib/signaling/parse-answer';
import type { Clock, TimerId } from '@/lib/store/clock';
import { createEmitter } from '@/lib/store/emitter';
import type { Unsubscribe } from '@/lib/store/store';
import { FakePipe } from './fake-pipe';
import type { FakeServer } from './fake-server';
import type { FakeServerLink } from './fake-server-link';
import type { FakeConnection, RequestPacket, ServerPacket } from './fake-wire';
import type { StepScheduler } from './step-scheduler';

const reconnectMs = 500;
const requestTimeoutMs = 8_000;

type Reply<E extends ClientEventName> = Result<ClientReply<E>, WireErrorCode | 'server-unreachable'>;
type Announcements = { [E in ServerEventName]: ServerPayload<E> };
const schemas: { [E in ServerEventName]: v.GenericSchema<unknown, Announcements[E]> } = serverEvents;

interface Pending {
  answer: (packet: Extract<ServerPacket, { type: 'answer' }>) => void;
  abandon: () => void;
}

export interface FakeChannelOptions {
  server: FakeServer;
  link: FakeServerLink;
  clock: Clock;
  scheduler: StepScheduler;
}

/** A client's wire to a `FakeServer`, with the promises of `SocketChannel`: reconnects by itself, buffers nothing. */
export class FakeChannel implements Channel {
  readonly #options: FakeChannelOptions;
  readonly #announcements = createEmitter<Announcements>();
  readonly #states = createEmitter<{ change: ChannelState }>();
  readonly #pending = new Map<number, Pending>();
  #state: ChannelState = 'connecting';
  #connection: FakeConnection | null = null;
  #upstream: FakePipe<RequestPacket> | null = null;
  #timer: TimerId | null = null;
  #lastId = 0;
  #droppedCount = 0;
  #roundTripMs = 0;

  constructor(options: FakeChannelOptions) {
    this.#options = options;
  }

  get state(): ChannelState {
    return this.#state;
  }

  get roundTripMs(): number {
    return this.#roundTripMs;
  }

  /** Announcements that did not fit their schema. */
  get droppedCount(): number {
    return this.#droppedCount;
  }

  connect(): void {
    this.#options.link.add(this);
    this.#attempt();
  }

  hurry(): void {
    if (this.#state !== 'offline') return;
    this.#disarm();
    this.#timer = this.#options.clock.setTimeout(() => this.#attempt(), 0);
  }

  request<E extends ClientEventName>(
    event: E,
    payload: RequestPacket['payload'],
    { timeoutMs = requestTimeoutMs }: { timeoutMs?: number } = {},
  ): Promise<Reply<E>> {
    const { clock } = this.#options;
    const upstream = this.#upstream;
    if (!upstream) return Promise.resolve(fail('server-unreachable'));
    const askedMs = clock.now();
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve) => {
      const settle = (reply: Reply<E>) => {
        this.#pending.delete(id);
        clock.clearTimeout(timer);
        resolve(reply);
      };
      const timer = clock.setTimeout(() => {
        settle(fail('server-unreachable'));
        this.loseConnection();
      }, timeoutMs);
      this.#pending.set(id, {
        answer: ({ result }) => {
          this.#roundTripMs = clock.now() - askedMs;
          settle(parseAnswer(event, result));
        },
        abandon: () => settle(fail('server-unreachable')),
      });
      upstream.send(overTheWire({ id, event, payload } as RequestPacket));
    });
  }

  on<E extends ServerEventName>(event: E, listener: (payload: ServerPayload<E>) => void): Unsubscribe {
    return this.#announcements.on(event, listener);
  }

  onStateChange(listener: (state: ChannelState) => void): Unsubscribe {
    return this.#states.on('change', listener);
  }

  close(): void {
    this.crash(0);
  }

  /** The connection is gone; the server learns of it as late as the link says. */
  loseConnection(): void {
    if (!this.#connection) return;
    this.#setState('offline');
    this.#drop(this.#options.link.serverNoticesAfterMs);
    this.#retry();
  }

  /** The tab is gone without a word and never comes back. */
  crash(serverNoticesAfterMs: number): void {
    this.#disarm();
    this.#options.link.remove(this);
    this.#setState('closed');
    this.#drop(serverNoticesAfterMs);
  }

  setHeld(isHeld: boolean): void {
    for (const pipe of [this.#upstream, this.#connection?.pipe]) {
      if (isHeld) pipe?.hold();
      else pipe?.release();
    }
  }

  #attempt(): void {
    const { server, link, scheduler } = this.#options;
    scheduler(() => {
      if (this.#state === 'closed' || this.#connection) return;
      const connection = link.isUp ? server.accept((packet) => this.#onPacket(packet), this) : null;
      if (!connection) return this.#retry();
      this.#connection = connection;
      this.#upstream = new FakePipe(scheduler, (request) => server.receive(connection, request));
      if (link.isHeld) this.setHeld(true);
      this.#setState('online');
    });
  }

  #retry(): void {
    if (this.#state === 'closed') return;
    this.#disarm();
    this.#timer = this.#options.clock.setTimeout(() => this.#attempt(), reconnectMs);
  }

  #disarm(): void {
    if (this.#timer !== null) this.#options.clock.clearTimeout(this.#timer);
    this.#timer = null;
  }

  #drop(serverNoticesAfterMs: number): void {
    const connection = this.#connection;
    this.#upstream?.cut();
    this.#connection = null;
    this.#upstream = null;
    if (connection) this.#options.server.lose(connection, serverNoticesAfterMs);
    for (const { abandon } of [...this.#pending.values()]) abandon();
  }

  #onPacket(packet: ServerPacket): void {
    const received = overTheWire(packet);
    if (received.type === 'answer') this.#pending.get(received.id)?.answer(received);
    else this.#announce(received.event, received.payload);
  }

  #announce<E extends ServerEventName>(event: E, payload: unknown): void {
    const schema: v.GenericSchema<unknown, Announcements[E]> = schemas[event];
    const parsed = v.safeParse(schema, payload);
    if (parsed.success) this.#announcements.emit(event, parsed.output);
    else this.#droppedCount++;
  }

  #setState(state: ChannelState): void {
    if (this.#state === state || this.#state === 'closed') return;
    this.#state = state;
    this.#states.emit('change', state);
  }
}

/** What is left of a value that was written and read. */
function overTheWire<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
