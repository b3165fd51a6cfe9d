import { setTimeout as wait } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import { type ClientReply, protocolVersion, type Result, type ServerPayload } from '@/lib/protocol';
import { createMover } from '@/lib/signaling/mover';
import { makeEnvelope, type TestRoom, type TestSeat } from './wire-data';

/** What is asked again after a passing refusal; real clients take 2 s. */
const retryMs = 300;
const answerTimeoutMs = 4_000;

interface Other {
  isInterrupted: boolean;
}

/**
 * A participant as far as signaling goes: reconnects, watches and joins again by themselves, and keeps the roster as
 * clients do, from replies and announcements.
 */
export class SimulatedPerson {
  /** Everybody else, as this person sees it. */
  readonly others = new Map<string, Other>();
  /** What should never happen. */
  readonly complaints: string[] = [];
  /** Who has left, as this person was told. */
  readonly farewells: string[] = [];
  /** Boxes that others have sent. */
  readonly received = new Set<string>();
  isSeated = false;
  /** How often the connection was lost. */
  losses = 0;
  /** Who was cut off, as this person was told. */
  readonly alarms: string[] = [];
  /** How often this person has moved to another connection before the former one ended. */
  moves = 0;
  /** When this person was told to move, and how long after it they did, ms. */
  move: { toldMs: number; inMs: number; tookMs: number | null } | null = null;
  #socket: Socket;
  readonly #mover = createMover({
    makeSocket: () => this.#makeSocket(),
    delayMs: retryMs,
    isWanted: () => this.#socket.connected && !this.#isStopped,
    onMoved: (made) => {
      const former = this.#socket;
      former.off();
      this.moves += 1;
      if (this.move !== null) this.move.tookMs = performance.now() - this.move.toldMs;
      this.isSeated = false;
      this.#use(made);
      void this.#enter();
      return { former, hasSeat: true };
    },
  });
  #isStopped = false;
  #seq = 0;

  constructor(
    private readonly origin: string,
    readonly room: TestRoom,
    readonly seat: TestSeat,
    readonly capacity: number,
    private readonly path = '/socket.io',
  ) {
    this.#socket = this.#makeSocket();
    this.#use(this.#socket);
    this.#socket.connect();
  }

  get participantId(): string {
    return this.seat.participantId;
  }

  /** Who is there, interrupted or not, as one line for comparing. */
  get roster(): string {
    const list = [...this.others].map(([id, { isInterrupted }]) => `${id}${isInterrupted ? ' away' : ''}`);
    return list.sort().join(', ');
  }

  /** Loses the connection without a word; comes back by itself. */
  drop(): void {
    this.#socket.io.engine?.close();
  }

  /** Is gone for good without a word, as when a device dies. */
  vanish(): void {
    this.#isStopped = true;
    this.#mover.stop();
    this.#socket.io.reconnection(false);
    this.drop();
  }

  async leave(): Promise<void> {
    this.#isStopped = true;
    while (this.#socket.connected) {
      const left = await this.#ask<'room:leave'>('room:leave', {});
      if (left === null || left.ok) break;
    }
    this.#socket.disconnect();
  }

  /** Relays something to somebody; resolves with the server's answer, `null` without one. */
  say(to: string, envelope = makeEnvelope()): Promise<Result<ClientReply<'signal:send'>> | null> {
    return this.#ask('signal:send', { to, envelope });
  }

  #makeSocket(): Socket {
    return io(this.origin, {
      path: this.path,
      query: { room: this.room.roomId },
      autoConnect: false,
      transports: ['websocket'],
      forceNew: true,
      reconnectionDelay: 200,
      reconnectionDelayMax: 1_000,
      timeout: 4_000,
    });
  }

  #use(socket: Socket): void {
    this.#socket = socket;
    socket.on('connect', () => void this.#enter());
    socket.on('disconnect', (reason) => {
      this.isSeated = false;
      this.losses += 1;
      if (reason === 'io server disconnect') this.#connectLater();
    });
    socket.on('connect_error', () => {
      if (!socket.active) this.#connectLater();
    });
    this.#listen();
  }

  #connectLater(): void {
    setTimeout(() => this.#isStopped || this.#socket.connect(), retryMs * (0.5 + Math.random()));
  }

  #listen(): void {
    const on = (event: string, take: (payload: { participantId: string; reason?: string }) => void) =>
      this.#socket.on(event, take);
    on('participant:joined', ({ participantId }) => {
      if (participantId !== this.participantId) this.others.set(participantId, { isInterrupted: false });
    });
    on('participant:updated', ({ participantId }) => {
      if (participantId !== this.participantId) this.others.set(participantId, { isInterrupted: false });
    });
    on('participant:interrupted', ({ participantId }) => {
      this.alarms.push(participantId);
      if (participantId !== this.participantId) this.others.set(participantId, { isInterrupted: true });
    });
    on('participant:left', ({ participantId }) => {
      this.farewells.push(participantId);
      this.others.delete(participantId);
    });
    this.#socket.on('server:draining', ({ moveInMs }: ServerPayload<'server:draining'>) => {
      if (moveInMs === undefined) return;
      this.move = { toldMs: performance.now(), inMs: moveInMs, tookMs: null };
      this.#mover.moveIn(moveInMs);
    });
    this.#socket.on('signal:received', ({ envelope }) => this.received.add(envelope.box));
    on('room:closed', ({ reason }) => this.complaints.push(`closed: ${reason}`));
  }

  async #enter(): Promise<void> {
    const { roomId, admission } = this.room;
    const { seatToken, epoch } = this.seat;
    const admissionTicket = { protocolVersion, roomId, admission, seatToken, epoch };
    const watched = await this.#untilGranted<'room:watch'>('room:watch', () => admissionTicket);
    if (watched === null) return;
    const profile = () => ({ ...makeEnvelope('profile'), seq: ++this.#seq });
    await this.#untilGranted<'room:join'>(
      'room:join',
      () => ({ profile: profile(), offers: {} }),
      (joined) => this.#sit(joined),
    );
  }

  /** Takes the roster in at once: what is announced next comes on top of it. */
  #sit(joined: ClientReply<'room:join'>): void {
    this.isSeated = true;
    if (joined.participants.length >= this.capacity) this.complaints.push('one too many in the room');
    this.others.clear();
    for (const { participantId, isInterrupted } of joined.participants) {
      this.others.set(participantId, { isInterrupted });
    }
  }

  /** Asks until it is granted; `null` when the connection it was asked on is gone. */
  async #untilGranted<E extends 'room:watch' | 'room:join'>(
    event: E,
    payload: () => unknown,
    take: (reply: ClientReply<E>) => void = () => undefined,
  ): Promise<ClientReply<E> | null> {
    const { id } = this.#socket;
    while (this.#socket.connected && this.#socket.id === id && !this.#isStopped) {
      const reply = await this.#ask<E>(event, payload(), take);
      if (this.#socket.id !== id) return null;
      if (reply?.ok) return reply.value;
      if (reply === null) {
        this.#socket.disconnect().connect();
        return null;
      }
      await wait(retryMs);
    }
    return null;
  }

  #ask<E extends 'room:watch' | 'room:join' | 'room:leave' | 'signal:send'>(
    event: E,
    payload: unknown,
    take: (reply: ClientReply<E>) => void = () => undefined,
  ): Promise<Result<ClientReply<E>> | null> {
    return new Promise((resolve) => {
      this.#socket.timeout(answerTimeoutMs).emit(event, payload, (error: unknown, answer: unknown) => {
        const reply = error ? null : (answer as Result<ClientReply<E>>);
        if (reply?.ok) take(reply.value);
        resolve(reply);
      });
    });
  }
}
