import { type Envelope, fail, ok, type ParticipantId, type RoomId } from '@/lib/protocol';
import type { Logger } from '../../logger';
import type { RedisLink } from '../../redis/redis-link';
import type { RoomStoreOptions } from '../memory-room-store';
import type { Offers, RoomChange } from '../room-change';
import type { Arrival, NewSeat, RoomStore, Seat } from '../room-store';
import { StoreUnavailable } from '../store-unavailable';
import { type Departure, LocalRoom } from './local-room';
import { RoomHealer } from './room-healer';
import { readPublishedChange } from './stored-seat';

/** A room that no node renews is forgotten after this. */
const roomKeptMs = 90_000;

export interface RedisRoomStoreOptions extends RoomStoreOptions {
  link: RedisLink;
  /** How long an interrupted seat is kept (L2). */
  graceMs: number;
  logger: Logger;
}

type JoinReply = ['full'] | ['lost'] | ['ok', string, Arrival, string];

/**
 * Rooms that several processes share. Each change is one script in Redis and cannot be torn; each process keeps a copy
 * of the rooms that its own connections are in. While Redis is out of reach, the copy goes on to answer `findSeat`,
 * whatever else is asked rejects with `StoreUnavailable` in time, and afterwards both are reconciled (`RoomHealer`).
 */
export class RedisRoomStore implements RoomStore {
  readonly capacity: number;
  readonly #watcherCapacity: number;
  readonly #link: RedisLink;
  readonly #rooms = new Map<RoomId, LocalRoom>();
  readonly #healer: RoomHealer;
  #listener: (change: RoomChange) => void = () => undefined;
  #onLost: (connectionId: string, isReplaced: boolean) => void = () => undefined;

  constructor({ capacity, watcherCapacity, link, graceMs, logger }: RedisRoomStoreOptions) {
    this.capacity = capacity;
    this.#watcherCapacity = watcherCapacity;
    this.#link = link;
    this.#healer = new RoomHealer({
      rooms: this.#rooms,
      link,
      graceMs,
      logger,
      run: (room, op, args) => this.#run(room.key, op, args),
      claim: (room, seat) => this.#claim(room, seat),
      watchAgain: async (room, connectionId) => {
        await this.#run(room.key, 'watch', [connectionId, link.nodeId, '', '1000000']);
      },
      close: (room) => this.#closeIfIdle(room),
    });
    link.start(this.#healer);
  }

  onChange(listener: (change: RoomChange) => void): void {
    this.#listener = listener;
  }

  /** Has `listener` told of a connection of this process whose seat was given to somebody else while Redis was away. */
  onLost(listener: (connectionId: string, isReplaced: boolean) => void): void {
    this.#onLost = listener;
  }

  watch(roomId: RoomId, participantId: ParticipantId, connectionId: string) {
    return this.#use(roomId, async (room) => {
      const args = [connectionId, this.#link.nodeId, participantId, String(this.#watcherCapacity)];
      const [status] = (await this.#run(room.key, 'watch', args).catch((error: unknown) => {
        // Done, perhaps, only the answer did not come.
        room.hasGhosts = true;
        throw error;
      })) as [string];
      if (status === 'full') return fail('room-full');
      room.watchers.add(connectionId);
      return ok(null);
    });
  }

  async unwatch(roomId: RoomId, connectionId: string): Promise<void> {
    const room = this.#rooms.get(roomId);
    if (room === undefined) return;
    room.watchers.delete(connectionId);
    await this.#run(room.key, 'unwatch', [connectionId]).catch(() => {
      room.hasGhosts = true;
    });
    this.#closeIfIdle(room);
  }

  join(roomId: RoomId, seat: NewSeat, offers: Offers = {}) {
    return this.#use(roomId, async (room) => {
      const { participantId } = seat;
      // Others may still have to say who they have.
      if (this.#healer.isSettling && !room.replica.seats.has(participantId)) throw new StoreUnavailable();
      room.arriving.add(participantId);
      const reply = await this.#sit(room, 'join', seat, offers).finally(() =>
        room.arriving.delete(participantId),
      );
      if (reply[0] !== 'ok') return fail('room-full');
      const [, message, arrival, replaced] = reply;
      const change = readPublishedChange(message, this.#link.nodeId);
      room.departed.delete(participantId);
      room.held.set(participantId, { ...seat, sinceVersion: change.to });
      room.replica.take(change);
      // What others changed just before has not been heard yet; the newcomer is to hear of the room as it is (J3).
      if (room.replica.isBehind) await this.#healer.catchUp(room);
      return ok({
        arrival,
        replacedConnectionId: replaced === '' ? null : replaced,
      });
    });
  }

  async updateProfile(roomId: RoomId, participantId: ParticipantId, connectionId: string, profile: Envelope) {
    const room = this.#rooms.get(roomId);
    if (room === undefined) return false;
    const isDone = await this.#change(room, 'update', [participantId, connectionId, JSON.stringify(profile)]);
    const held = room.held.get(participantId);
    if (isDone && held?.connectionId === connectionId) room.held.set(participantId, { ...held, profile });
    return isDone;
  }

  leave(roomId: RoomId, participantId: ParticipantId, connectionId: string) {
    return this.#depart(roomId, participantId, { connectionId, how: 'leave' });
  }

  interrupt(roomId: RoomId, participantId: ParticipantId, connectionId: string) {
    return this.#depart(roomId, participantId, { connectionId, how: 'interrupt' });
  }

  async expire(roomId: RoomId, participantId: ParticipantId, connectionId: string) {
    const room = this.#rooms.get(roomId);
    // Out of reach: whoever sees the seat when Redis is back frees it.
    if (room === undefined || !this.#link.isUp) return false;
    const isFreed = await this.#change(room, 'expire', [participantId, connectionId]);
    this.#closeIfIdle(room);
    return isFreed;
  }

  findSeat(roomId: RoomId, participantId: ParticipantId): Seat | undefined {
    return this.#rooms.get(roomId)?.replica.seats.get(participantId)?.seat;
  }

  listSeats(roomId: RoomId): readonly Seat[] {
    const seats = [...(this.#rooms.get(roomId)?.replica.seats.values() ?? [])];
    return seats.sort((a, b) => a.place - b.place).map(({ seat }) => seat);
  }

  async #depart(roomId: RoomId, participantId: ParticipantId, departure: Departure): Promise<boolean> {
    const room = this.#rooms.get(roomId);
    if (room === undefined) return false;
    const { connectionId, how } = departure;
    const isHeld = room.held.get(participantId)?.connectionId === connectionId;
    if (isHeld) room.held.delete(participantId);
    try {
      const args = [participantId, connectionId, ...(how === 'interrupt' ? [''] : [])];
      const isDone = await this.#change(room, how, args);
      this.#closeIfIdle(room);
      return isDone;
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      if (isHeld) room.departed.set(participantId, departure);
      return isHeld;
    }
  }

  #sit(room: LocalRoom, op: 'join' | 'claim', seat: NewSeat, offers: Offers): Promise<JoinReply> {
    const { participantId, epoch, connectionId, profile } = seat;
    const who = [participantId, epoch, connectionId, this.#link.nodeId, JSON.stringify(profile)];
    const args = [...who, String(this.capacity), JSON.stringify(offers)];
    return this.#run(room.key, op, args) as Promise<JoinReply>;
  }

  /** Tells Redis again of a seat that a connection of ours holds; whoever has lost it is told. */
  async #claim(room: LocalRoom, seat: NewSeat): Promise<void> {
    const [status, message] = await this.#sit(room, 'claim', seat, {});
    if (status === 'ok') {
      if (message) this.#take(room, message);
      return;
    }
    if (room.held.get(seat.participantId)?.connectionId !== seat.connectionId) return;
    room.held.delete(seat.participantId);
    this.#onLost(seat.connectionId, status === 'lost');
  }

  /** Runs an operation that answers with a change, or with nothing when it was not for this connection to do. */
  async #change(room: LocalRoom, op: string, args: readonly string[]): Promise<boolean> {
    const [status, message] = (await this.#run(room.key, op, args)) as [string, string?];
    if (status !== 'ok') return false;
    if (message) this.#take(room, message);
    return true;
  }

  #take(room: LocalRoom, message: string): void {
    room.replica.take(readPublishedChange(message, this.#link.nodeId));
  }

  #run(key: string, op: string, args: readonly string[]): Promise<unknown> {
    return this.#link.run(key, [op, String(roomKeptMs), ...args]);
  }

  async #use<T>(roomId: RoomId, task: (room: LocalRoom) => Promise<T>): Promise<T> {
    const room = this.#open(roomId);
    room.users += 1;
    try {
      room.opening ??= this.#healer.open(room);
      await room.opening.catch((error: unknown) => {
        room.opening = null;
        throw error;
      });
      return await task(room);
    } finally {
      room.users -= 1;
      this.#closeIfIdle(room);
    }
  }

  #open(roomId: RoomId): LocalRoom {
    const known = this.#rooms.get(roomId);
    if (known !== undefined) return known;
    const tell = (change: RoomChange) => this.#tell(room, change);
    const room: LocalRoom = new LocalRoom(
      roomId,
      `parley:{${roomId}}`,
      this.#link.nodeId,
      this.capacity,
      tell,
    );
    this.#rooms.set(roomId, room);
    return room;
  }

  #tell(room: LocalRoom, change: RoomChange): void {
    const { participantId, after } = change;
    const held = room.held.get(participantId);
    this.#listener(change);
    // What happened before the seat was taken here, and is heard of after.
    if (held === undefined || room.replica.version < held.sinceVersion) return;
    // Whoever took the seat over has it; whoever gave it up on our behalf was wrong.
    if (after !== undefined && after.connectionId !== held.connectionId) room.held.delete(participantId);
    else if (after === undefined || after.isInterrupted) this.#healer.reclaim(room, held);
  }

  #closeIfIdle(room: LocalRoom): void {
    if (!room.isIdle || this.#rooms.get(room.roomId) !== room) return;
    this.#rooms.delete(room.roomId);
    this.#link.unsubscribe(room.key, room.onMessage);
  }
}
