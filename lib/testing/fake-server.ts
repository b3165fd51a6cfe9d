import * as v from 'valibot';
import {
  type ClientEventName,
  clientEvents,
  fail,
  type IceConfig,
  type ParticipantId,
  type Result,
  type RoomId,
  type WireErrorCode,
} from '@/lib/protocol';
import type { Clock } from '@/lib/store/clock';
import { createSerialQueue, type SerialQueue } from '@/lib/store/serial-queue';
import { FakeChannel } from './fake-channel';
import { FakePipe } from './fake-pipe';
import { FakeRoom } from './fake-room';
import { handleRequest } from './fake-server-handlers';
import type { FakeServerLink } from './fake-server-link';
import type { Announcement, FakeConnection, RequestPacket, ServerPacket, Traffic } from './fake-wire';
import type { StepScheduler } from './step-scheduler';

/** How long a seat waits for its person (PROTOCOL L2). */
export const graceMs = 20_000;

export interface FakeServerOptions {
  clock: Clock;
  scheduler: StepScheduler;
  capacity?: number;
  ice?: IceConfig;
}

/**
 * A server in memory that keeps the rules of docs/PROTOCOL.md, until somebody plays a malicious one through
 * `rewrite`, `refuse` and `say`.
 */
export class FakeServer {
  readonly clock: Clock;
  readonly capacity: number;
  ice: IceConfig;
  isDraining = false;
  /** Everything that passed, requests as they came and packets as they left. */
  readonly traffic: Traffic[] = [];
  /** Puts other packets, several or none in the place of one for a client. */
  rewrite: (packet: ServerPacket, to: ParticipantId | null) => readonly ServerPacket[] = (packet) => [packet];
  /** Refuses a request before any rule is looked at; `swallow` never answers it. */
  refuse: (request: RequestPacket, from: ParticipantId | null) => WireErrorCode | 'swallow' | null = () =>
    null;
  readonly #scheduler: StepScheduler;
  readonly #queues = new Map<FakeConnection, SerialQueue>();
  readonly #onEnd = new Map<FakeConnection, () => void>();
  #rooms = new Map<RoomId, FakeRoom>();
  #isUp = true;

  constructor({ clock, scheduler, capacity = 8, ice }: FakeServerOptions) {
    this.clock = clock;
    this.#scheduler = scheduler;
    this.capacity = capacity;
    this.ice = ice ?? { iceServers: [], iceTransportPolicy: 'all', ttlS: null };
  }

  /** A channel for one person's life in a room; `clock` is that person's. */
  connect(link: FakeServerLink, clock: Clock): FakeChannel {
    return new FakeChannel({ server: this, link, clock, scheduler: this.#scheduler });
  }

  /** Opens a connection; `null` while the server is down. */
  accept(
    receive: (packet: ServerPacket) => void,
    client: { loseConnection: () => void },
  ): FakeConnection | null {
    if (!this.#isUp) return null;
    const connection = { pipe: new FakePipe(this.#scheduler, receive), member: null, isEnded: false };
    this.#queues.set(connection, createSerialQueue());
    this.#onEnd.set(connection, () => client.loseConnection());
    return connection;
  }

  receive(connection: FakeConnection, request: RequestPacket): void {
    this.#inTurn(connection, async () => {
      const from = connection.member?.participantId ?? null;
      this.traffic.push({ direction: 'in', from, request });
      const refusal = this.refuse(request, from);
      if (refusal === 'swallow') return;
      const result = refusal ? fail(refusal) : await this.#answer(connection, request);
      this.send(connection, { type: 'answer', id: request.id, event: request.event, result });
    });
  }

  /** The client's side is gone; the server notices after so long (PROTOCOL L2, L3). */
  lose(connection: FakeConnection, afterMs: number): void {
    connection.pipe.cut();
    if (!this.#queues.has(connection)) return;
    this.clock.setTimeout(() => this.#inTurn(connection, () => this.#end(connection)), afterMs);
  }

  send(connection: FakeConnection, packet: ServerPacket): void {
    const to = connection.member?.participantId ?? null;
    for (const rewritten of this.rewrite(packet, to)) {
      this.traffic.push({ direction: 'out', to, packet: rewritten });
      connection.pipe.send(rewritten);
    }
  }

  /** Tells every connection of a participant whatever a malicious server likes. */
  say(to: ParticipantId, announcement: Announcement): void {
    for (const connection of this.#queues.keys()) {
      if (connection.member?.participantId !== to) continue;
      const packet: ServerPacket = { type: 'announcement', ...announcement };
      this.traffic.push({ direction: 'out', to, packet });
      connection.pipe.send(packet);
    }
  }

  room(roomId: RoomId): FakeRoom {
    const known = this.#rooms.get(roomId);
    if (known) return known;
    const room = new FakeRoom((connection, announcement) =>
      this.send(connection, { type: 'announcement', ...announcement }),
    );
    this.#rooms.set(roomId, room);
    return room;
  }

  /** About to stop: says so and refuses new joins (PROTOCOL L4). */
  drain(): void {
    this.isDraining = true;
    for (const connection of this.#queues.keys()) {
      this.send(connection, { type: 'announcement', event: 'server:draining', payload: {} });
    }
  }

  /** Every connection ends and everything is forgotten. */
  stop(): void {
    this.#isUp = false;
    this.#rooms = new Map();
    const onEnd = [...this.#onEnd.values()];
    this.#queues.clear();
    this.#onEnd.clear();
    for (const tell of onEnd) this.#scheduler(tell);
  }

  start(): void {
    this.#isUp = true;
    this.isDraining = false;
  }

  restart(): void {
    this.stop();
    this.start();
  }

  #inTurn(connection: FakeConnection, task: () => Promise<void> | void): void {
    void this.#queues.get(connection)?.run(() => (this.#queues.has(connection) ? task() : undefined));
  }

  #end(connection: FakeConnection): void {
    connection.isEnded = true;
    this.#queues.delete(connection);
    this.#onEnd.delete(connection);
    if (!connection.member) return;
    const { roomId, participantId } = connection.member;
    const room = this.room(roomId);
    if (room.interrupt(connection)) {
      this.clock.setTimeout(() => room.expire(participantId, connection), graceMs);
    }
    room.watchers.delete(connection);
  }

  async #answer(connection: FakeConnection, { event, payload }: RequestPacket): Promise<Result<unknown>> {
    const schema: v.GenericSchema | undefined = clientEvents[event as ClientEventName]?.payload;
    if (event !== 'room:watch' && !connection.member) return fail('not-watching');
    const parsed = schema && v.safeParse(schema, payload);
    if (!parsed?.success) return fail('bad-request');
    return handleRequest(this, connection, { id: 0, event, payload: parsed.output } as RequestPacket);
  }
}
