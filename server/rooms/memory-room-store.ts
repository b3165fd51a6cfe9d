import { type Envelope, fail, ok, type ParticipantId, type RoomId } from '@/lib/protocol';
import type { Offers, RoomChange } from './room-change';
import type { Arrival, NewSeat, RoomStore, Seat } from './room-store';

interface Room {
  readonly watchers: Set<string>;
  readonly seats: Map<ParticipantId, Seat>;
}

export interface RoomStoreOptions {
  /** Seats in a room. */
  capacity: number;
  /** Connections that may watch a room, seated ones included. */
  watcherCapacity: number;
}

/** Rooms in the memory of one process. Each change happens within its call, so it cannot be torn. */
export class MemoryRoomStore implements RoomStore {
  readonly capacity: number;
  readonly #watcherCapacity: number;
  readonly #rooms = new Map<RoomId, Room>();
  #listener: (change: RoomChange) => void = () => undefined;

  constructor({ capacity, watcherCapacity }: RoomStoreOptions) {
    this.capacity = capacity;
    this.#watcherCapacity = watcherCapacity;
  }

  async watch(roomId: RoomId, participantId: ParticipantId, connectionId: string) {
    const room = this.#openRoom(roomId);
    if (room.watchers.size >= this.#watcherCapacity && !room.seats.has(participantId))
      return fail('room-full');
    room.watchers.add(connectionId);
    return ok(null);
  }

  async unwatch(roomId: RoomId, connectionId: string) {
    this.#rooms.get(roomId)?.watchers.delete(connectionId);
    this.#closeIfEmpty(roomId);
  }

  async join(roomId: RoomId, seat: NewSeat, offers: Offers = {}) {
    const room = this.#openRoom(roomId);
    const former = room.seats.get(seat.participantId);
    if (former === undefined && room.seats.size >= this.capacity) return fail('room-full');

    const isTakenOver =
      former !== undefined && !former.isInterrupted && former.connectionId !== seat.connectionId;
    // Whoever comes with a new epoch joined last (J6), so the seat moves to the end of the map.
    if (former?.epoch !== seat.epoch) room.seats.delete(seat.participantId);
    const after: Seat = { ...seat, isInterrupted: false };
    room.seats.set(seat.participantId, after);
    const replacedConnectionId = isTakenOver ? former.connectionId : null;
    const { participantId } = seat;
    this.#listener({
      roomId,
      participantId,
      before: former,
      after,
      reason: 'left',
      offers,
      replacedConnectionId,
    });
    return ok({ arrival: arrivalOf(former, seat.epoch), replacedConnectionId });
  }

  async updateProfile(roomId: RoomId, participantId: ParticipantId, connectionId: string, profile: Envelope) {
    return this.#change(roomId, participantId, connectionId, (seat) => ({ ...seat, profile }));
  }

  async leave(roomId: RoomId, participantId: ParticipantId, connectionId: string) {
    return this.#change(roomId, participantId, connectionId, () => null);
  }

  async interrupt(roomId: RoomId, participantId: ParticipantId, connectionId: string) {
    return this.#change(roomId, participantId, connectionId, (seat) => ({ ...seat, isInterrupted: true }));
  }

  async expire(roomId: RoomId, participantId: ParticipantId, connectionId: string) {
    const isInterrupted = this.findSeat(roomId, participantId)?.isInterrupted ?? false;
    return isInterrupted && this.#change(roomId, participantId, connectionId, () => null, 'timeout');
  }

  onChange(listener: (change: RoomChange) => void): void {
    this.#listener = listener;
  }

  findSeat(roomId: RoomId, participantId: ParticipantId): Seat | undefined {
    return this.#rooms.get(roomId)?.seats.get(participantId);
  }

  listSeats(roomId: RoomId): readonly Seat[] {
    return [...(this.#rooms.get(roomId)?.seats.values() ?? [])];
  }

  /** How many rooms something is kept of (R5). */
  async countRooms() {
    return this.#rooms.size;
  }

  /** Puts `change(seat)` in the place of a seat that `connectionId` holds; `null` frees it. */
  #change(
    roomId: RoomId,
    participantId: ParticipantId,
    connectionId: string,
    change: (seat: Seat) => Seat | null,
    reason: RoomChange['reason'] = 'left',
  ): boolean {
    const seats = this.#rooms.get(roomId)?.seats;
    const seat = seats?.get(participantId);
    if (seats === undefined || seat?.connectionId !== connectionId) return false;
    const changed = change(seat);
    if (changed === null) seats.delete(participantId);
    else seats.set(participantId, changed);
    this.#closeIfEmpty(roomId);
    const after = changed ?? undefined;
    this.#listener({
      roomId,
      participantId,
      before: seat,
      after,
      reason,
      offers: {},
      replacedConnectionId: null,
    });
    return true;
  }

  #openRoom(roomId: RoomId): Room {
    const known = this.#rooms.get(roomId);
    if (known !== undefined) return known;
    const room: Room = { watchers: new Set(), seats: new Map() };
    this.#rooms.set(roomId, room);
    return room;
  }

  #closeIfEmpty(roomId: RoomId): void {
    const room = this.#rooms.get(roomId);
    if (room !== undefined && room.watchers.size === 0 && room.seats.size === 0) this.#rooms.delete(roomId);
  }
}

function arrivalOf(former: Seat | undefined, epoch: string): Arrival {
  if (former === undefined) return 'new';
  return former.epoch === epoch ? 'return' : 'replacement';
}
