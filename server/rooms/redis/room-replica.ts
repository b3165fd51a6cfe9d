import type { ParticipantId, RoomId } from '@/lib/protocol';
import type { RoomChange } from '../room-change';
import type { PublishedChange, StoredSeat } from './stored-seat';

/** What is kept of changes whose predecessors have not come. */
const earlyMax = 64;

/** A room as Redis says it is. */
export interface Snapshot {
  readonly version: number;
  readonly seats: ReadonlyMap<ParticipantId, StoredSeat>;
  /** The version of the replica when the snapshot was asked for. */
  readonly askedVersion: number;
}

/**
 * This process's copy of one room's seats. Tells of each difference exactly once and in order, whether it learns of
 * it from the answer to a request of its own, from what was published, or from a snapshot.
 */
export class RoomReplica {
  seats = new Map<ParticipantId, StoredSeat>();
  #version = -1;
  readonly #early = new Map<number, PublishedChange>();
  /** Seats that Redis lacks, kept because their people may still be there. */
  readonly #doubtful = new Set<ParticipantId>();

  constructor(
    readonly roomId: RoomId,
    private readonly capacity: number,
    private readonly tell: (change: RoomChange) => void,
  ) {}

  get version(): number {
    return this.#version;
  }

  /** Whether a change has come whose predecessor has not. */
  get isBehind(): boolean {
    return this.#early.size > 0;
  }

  /** Takes in a change in its turn; one already known is nothing new. */
  take(change: PublishedChange): void {
    if (change.to <= this.#version) return;
    if (change.from !== this.#version) {
      if (this.#early.size < earlyMax) this.#early.set(change.from, change);
      return;
    }
    this.#version = change.to;
    this.#put(change.participantId, change.stored, change);
    const next = this.#early.get(change.to);
    if (next === undefined) return;
    this.#early.delete(change.to);
    this.take(next);
  }

  /**
   * Becomes what the snapshot says. Seats that it lacks stay when `isKept` says so: whoever lost all data does not know
   * yet who is there.
   */
  adopt({ version, seats, askedVersion }: Snapshot, isKept: (stored: StoredSeat) => boolean): void {
    // A change that arrived meanwhile is newer. Only when all data was lost do versions begin anew.
    const isLoss = version === 0 && this.#version === askedVersion;
    if (version < this.#version && !isLoss) return;
    // Nobody here has heard of the room yet: there is nothing to tell.
    if (this.#version < 0) this.seats = new Map(seats);
    this.#version = version;
    for (const [from] of this.#early) if (from < version) this.#early.delete(from);
    for (const [participantId, stored] of [...this.seats]) {
      if (seats.has(participantId)) continue;
      if (isKept(stored)) this.#doubtful.add(participantId);
      else this.#put(participantId, undefined);
    }
    for (const [participantId, stored] of seats) {
      this.#put(participantId, stored);
    }
    const next = this.#early.get(version);
    this.#early.delete(version);
    if (next !== undefined) this.take(next);
  }

  #put(participantId: ParticipantId, stored: StoredSeat | undefined, change?: PublishedChange): void {
    const former = this.seats.get(participantId);
    this.#doubtful.delete(participantId);
    if (stored === undefined) this.seats.delete(participantId);
    else this.seats.set(participantId, stored);
    // Also when a seat was told of again after all data was lost.
    if (former?.content === stored?.content) return;
    this.tell({
      roomId: this.roomId,
      participantId,
      before: former?.seat,
      after: stored?.seat,
      reason: change?.reason ?? 'timeout',
      offers: change?.offers ?? {},
      replacedConnectionId: change?.replacedConnectionId ?? null,
    });
    // No place is left for those who may still be there, so they are not.
    if (this.seats.size - this.#doubtful.size < this.capacity) return;
    for (const doubtful of [...this.#doubtful]) this.#put(doubtful, undefined);
  }
}
