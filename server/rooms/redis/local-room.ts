import type { ParticipantId, RoomId } from '@/lib/protocol';
import type { RoomChange } from '../room-change';
import type { NewSeat } from '../room-store';
import { RoomReplica } from './room-replica';
import { readPublishedChange } from './stored-seat';

/** How a seat was given up while Redis was out of reach. */
export interface Departure {
  connectionId: string;
  how: 'leave' | 'interrupt';
}

/** A seat that a connection of this process holds, and the version of the room that gave it to it. */
export interface HeldSeat extends NewSeat {
  readonly sinceVersion: number;
}

/** What one process knows of a room that connections of its own are in: its part of the truth, and a copy of the rest. */
export class LocalRoom {
  readonly replica: RoomReplica;
  /** Connections of this process that watch. */
  readonly watchers = new Set<string>();
  /** Seats that connections of this process hold: what Redis is told again when it has forgotten. */
  readonly held = new Map<ParticipantId, HeldSeat>();
  /** Participants whose seat is just being taken: Redis may know of it before this process does. */
  readonly arriving = new Set<ParticipantId>();
  /** Seats given up that Redis could not be told of. */
  readonly departed = new Map<ParticipantId, Departure>();
  /** Whether Redis may count connections of this process as watching that are gone: it could not be told. */
  hasGhosts = false;
  /** Settles once the room's changes are heard and the copy is there. */
  opening: Promise<void> | null = null;
  /** Operations under way. */
  users = 0;
  healedMs = 0;
  /** When all of it was last read. */
  readMs = 0;
  /** Each room is looked after at its own intervals, so that many never come at once. */
  readonly pace = 0.75 + Math.random() / 2;
  isHealing = false;

  constructor(
    readonly roomId: RoomId,
    readonly key: string,
    private readonly nodeId: string,
    capacity: number,
    tell: (change: RoomChange) => void,
  ) {
    this.replica = new RoomReplica(roomId, capacity, tell);
  }

  /** Listens to what is published of the room. */
  readonly onMessage = (message: string): void => {
    this.replica.take(readPublishedChange(message, this.nodeId));
  };

  /** Whether nothing here needs the room any more; a seat whose connection was ours is kept until it is free. */
  get isIdle(): boolean {
    if (this.users > 0 || this.watchers.size > 0 || this.held.size > 0) return false;
    if (this.departed.size > 0 || this.hasGhosts) return false;
    for (const { nodeId } of this.replica.seats.values()) if (nodeId === this.nodeId) return false;
    return true;
  }
}
