import type { Envelope, ParticipantId, Result, RoomId } from '@/lib/protocol';
import type { Offers, RoomChange } from './room-change';

/** A place in a room. It belongs to the participant id, not to a connection (PROTOCOL R4). */
export interface Seat {
  readonly participantId: ParticipantId;
  readonly epoch: string;
  readonly profile: Envelope;
  /** Who holds the seat, or held it last when it is interrupted. */
  readonly connectionId: string;
  readonly isInterrupted: boolean;
  /** Another process has the connection. */
  readonly isElsewhere?: true;
}

/** How somebody came to sit: `new`, `return` with the epoch of the seat they had, or `replacement` with another (J7). */
export type Arrival = 'new' | 'return' | 'replacement';

/** A seat as somebody takes it. */
export type NewSeat = Omit<Seat, 'isInterrupted' | 'isElsewhere'>;

export interface Admission {
  arrival: Arrival;
  /** Another connection that held the seat until now (J8). */
  replacedConnectionId: string | null;
}

/**
 * Who watches and who sits where. Every method that changes something is atomic: of two that race for the last seat
 * one gets it. A seat is changed only on behalf of the connection that holds it; for any other the answer is `false`
 * and nothing happens, so late news of a former connection does no harm. A store that cannot be reached rejects with
 * `StoreUnavailable`, but keeps in mind who left or was interrupted meanwhile, and makes up for it.
 */
export interface RoomStore {
  readonly capacity: number;
  /**
   * Counts the connection among the room's watchers until `unwatch`. `room-full` when as many watch as may, unless the participant has a seat here.
   */
  watch(
    roomId: RoomId,
    participantId: ParticipantId,
    connectionId: string,
  ): Promise<Result<null, 'room-full'>>;
  /** Forgets a watcher; the room goes with its last watcher and seat (R5). */
  unwatch(roomId: RoomId, connectionId: string): Promise<void>;
  /** Takes, regains or replaces a seat. A seat that exists never counts against capacity (J8). */
  join(roomId: RoomId, seat: NewSeat, offers?: Offers): Promise<Result<Admission, 'room-full'>>;
  updateProfile(
    roomId: RoomId,
    participantId: ParticipantId,
    connectionId: string,
    profile: Envelope,
  ): Promise<boolean>;
  /** Frees the seat at once (L1). */
  leave(roomId: RoomId, participantId: ParticipantId, connectionId: string): Promise<boolean>;
  /** Marks the seat as without a connection; whoever presents its token gets it back (L2). */
  interrupt(roomId: RoomId, participantId: ParticipantId, connectionId: string): Promise<boolean>;
  /** Frees the seat if it is still interrupted since this connection (L2). */
  expire(roomId: RoomId, participantId: ParticipantId, connectionId: string): Promise<boolean>;
  /**
   * The seat now, for relaying. Synchronous: a store that lives elsewhere keeps a copy of the rooms that the
   * connections of this process are in.
   */
  findSeat(roomId: RoomId, participantId: ParticipantId): Seat | undefined;
  /**
   * Everybody who sits, in the order they sat down, as of what `onChange` has told so far: together the two leave
   * nothing out and say nothing twice. For a room that a connection of this process is in.
   */
  listSeats(roomId: RoomId): readonly Seat[];
  /** Has `listener` told of every change in a room that connections of this process are in, whoever made it. */
  onChange(listener: (change: RoomChange) => void): void;
}
