import type { RoomId } from '@/lib/protocol';
import type { Logger } from '../../logger';
import { leaseMs } from '../../redis/node-roll';
import type { LinkListener, RedisLink } from '../../redis/redis-link';
import type { NewSeat } from '../room-store';
import { StoreUnavailable } from '../store-unavailable';
import type { LocalRoom } from './local-room';
import { readStoredSeats, type StoredSeat } from './stored-seat';

/** After Redis was away every node has this long to say whom it has; meanwhile nobody counts as gone. */
const settleMs = 3_000;
/** Each room is compared with Redis, and kept there, about this often: by its version, and now and then whole. */
const healEveryMs = 30_000;
const readEveryMs = 300_000;
/** A change without its predecessor is waited for until the beat after the next. */
const overdueMs = 1_000;

export interface RoomHealerDeps {
  rooms: ReadonlyMap<RoomId, LocalRoom>;
  link: RedisLink;
  graceMs: number;
  logger: Logger;
  run: (room: LocalRoom, op: string, args: readonly string[]) => Promise<unknown>;
  claim: (room: LocalRoom, seat: NewSeat) => Promise<void>;
  watchAgain: (room: LocalRoom, connectionId: string) => Promise<void>;
  close: (room: LocalRoom) => void;
}

/** Nothing but the version when it is the one that is known. */
type ReadReply = [version: string, seats: string[], watchers: string[]] | [version: string];

/**
 * Brings what Redis says of rooms and what this process knows of its own connections together: when Redis was away or
 * lost its data, when a node died, and every half minute in any case. Whatever it does may be done twice, or by
 * several nodes at once.
 */
export class RoomHealer implements LinkListener {
  readonly #deps: RoomHealerDeps;
  #upSinceMs = Number.POSITIVE_INFINITY;
  #settledMs = 0;
  #mustSettle = false;

  constructor(deps: RoomHealerDeps) {
    this.#deps = deps;
  }

  /** Whether other nodes may still have to tell Redis who they have. */
  get isSettling(): boolean {
    return performance.now() < this.#settledMs;
  }

  onUp(isFirst: boolean): void {
    const nowMs = performance.now();
    this.#upSinceMs = nowMs;
    if (!isFirst) {
      this.#settledMs = nowMs + settleMs;
      this.#mustSettle = true;
    }
    this.onResubscribed();
  }

  onResubscribed(): void {
    for (const room of this.#deps.rooms.values()) this.#healSoon(room);
  }

  onBeat(): void {
    const nowMs = performance.now();
    const hasSettled = this.#mustSettle && !this.isSettling;
    if (hasSettled) this.#mustSettle = false;
    // Whoever was cut off cannot tell whether the others were silent.
    const canJudge = nowMs - this.#upSinceMs > leaseMs;
    for (const room of this.#deps.rooms.values()) {
      const isDue = nowMs - room.healedMs > (room.replica.isBehind ? overdueMs : healEveryMs * room.pace);
      if (hasSettled || isDue) this.#healSoon(room, { isRoutine: !hasSettled });
      if (canJudge) this.#sweep(room);
    }
  }

  /** Begins to follow a room. */
  async open(room: LocalRoom): Promise<void> {
    await this.#deps.link.subscribe(room.key, room.onMessage);
    await this.#heal(room);
  }

  /** Takes in all that happened to a room until now. */
  catchUp(room: LocalRoom): Promise<void> {
    return this.#heal(room);
  }

  /** Somebody gave up the seat of a connection that lives. */
  reclaim(room: LocalRoom, seat: NewSeat): void {
    this.#attempt(this.#deps.claim(room, seat));
  }

  #healSoon(room: LocalRoom, { isRoutine } = { isRoutine: false }): void {
    if (room.isHealing || room.opening === null) return;
    const isVersionEnough = isRoutine && this.#isSound(room);
    this.#attempt(this.#heal(room, { isVersionEnough }).then(() => this.#deps.close(room)));
  }

  /** Whether Redis can hold nothing to be put right but what a change of the version shows. */
  #isSound({ replica, held, departed, hasGhosts, readMs }: LocalRoom): boolean {
    if (replica.version <= 0 || replica.isBehind || departed.size > 0 || hasGhosts) return false;
    if (this.#deps.link.roll.hasDead) return false;
    if (performance.now() - readMs > readEveryMs) return false;
    return [...held.values()].every(({ participantId, connectionId }) => {
      const seat = replica.seats.get(participantId)?.seat;
      return seat?.connectionId === connectionId && !seat.isInterrupted;
    });
  }

  async #heal(room: LocalRoom, { isVersionEnough } = { isVersionEnough: false }): Promise<void> {
    const { link, run } = this.#deps;
    room.isHealing = true;
    try {
      const askedVersion = room.replica.version;
      const known = isVersionEnough ? [String(askedVersion)] : [];
      const [version, list, watchers] = (await run(room, 'read', known)) as ReadReply;
      room.healedMs = performance.now();
      if (list === undefined || watchers === undefined) return;
      room.readMs = room.healedMs;
      const seats = readStoredSeats(list, link.nodeId);
      const isOwn = ({ seat }: StoredSeat) =>
        room.held.get(seat.participantId)?.connectionId === seat.connectionId;
      room.replica.adopt(
        { version: Number(version), seats, askedVersion },
        (stored) => isOwn(stored) || this.isSettling,
      );
      const mayForget = !this.isSettling;
      const tasks = [
        ...this.#claims(room, seats),
        ...this.#departures(room, seats),
        ...this.#watchers(room, watchers, mayForget),
      ];
      await Promise.all(tasks);
      if (mayForget) room.hasGhosts = false;
    } finally {
      room.isHealing = false;
    }
  }

  /** Seats that connections of ours hold and Redis does not know of, or gives to somebody else. */
  #claims(room: LocalRoom, seats: ReadonlyMap<string, StoredSeat>): Promise<unknown>[] {
    const unknown = [...room.held.values()].filter(({ participantId, connectionId }) => {
      const stored = seats.get(participantId);
      return stored === undefined || stored.seat.isInterrupted || stored.seat.connectionId !== connectionId;
    });
    return unknown.map((seat) => this.#deps.claim(room, seat));
  }

  /** Seats that Redis believes to be held by connections of ours that are gone. */
  #departures(room: LocalRoom, seats: ReadonlyMap<string, StoredSeat>): Promise<unknown>[] {
    const tasks: Promise<unknown>[] = [];
    for (const { seat, nodeId } of seats.values()) {
      const { participantId, connectionId } = seat;
      const isGone =
        nodeId === this.#deps.link.nodeId && room.held.get(participantId)?.connectionId !== connectionId;
      if (!isGone || room.arriving.has(participantId)) continue;
      const departure = room.departed.get(participantId);
      const hasLeft = departure?.connectionId === connectionId && departure.how === 'leave';
      if (hasLeft) tasks.push(this.#deps.run(room, 'leave', [participantId, connectionId]));
      else if (!seat.isInterrupted)
        tasks.push(this.#deps.run(room, 'interrupt', [participantId, connectionId, '']));
    }
    room.departed.clear();
    return tasks;
  }

  #watchers(room: LocalRoom, list: readonly string[], mayForget: boolean): Promise<unknown>[] {
    const { link, run, watchAgain } = this.#deps;
    const known = new Set<string>();
    const gone: string[] = [];
    for (let i = 0; i + 1 < list.length; i += 2) {
      const [connectionId = '', nodeId = ''] = [list[i], list[i + 1]];
      const isOurs = nodeId === link.nodeId;
      if (isOurs ? room.watchers.has(connectionId) : link.roll.deadSinceMs(nodeId) === null)
        known.add(connectionId);
      else gone.push(connectionId);
    }
    const missing = [...room.watchers].filter((connectionId) => !known.has(connectionId));
    return [
      ...(gone.length > 0 && mayForget ? [run(room, 'unwatch', gone)] : []),
      ...missing.map((connectionId) => watchAgain(room, connectionId)),
    ];
  }

  /** Interrupts whoever was with a node that died, and frees seats whose time is over. Of several nodes one succeeds. */
  #sweep(room: LocalRoom): void {
    const { link, run, graceMs } = this.#deps;
    for (const { seat, nodeId, sinceMs } of room.replica.seats.values()) {
      const holder = [seat.participantId, seat.connectionId];
      if (seat.isInterrupted) {
        if (link.roll.nowMs - sinceMs > graceMs) this.#attempt(run(room, 'expire', holder));
        continue;
      }
      const deadSinceMs = nodeId === link.nodeId ? null : link.roll.deadSinceMs(nodeId);
      if (deadSinceMs !== null) this.#attempt(run(room, 'interrupt', [...holder, deadSinceMs.toFixed(0)]));
    }
  }

  /** What fails because Redis is away is done again when it is back. */
  #attempt(task: Promise<unknown>): void {
    task.catch((err: unknown) => {
      if (!(err instanceof StoreUnavailable)) this.#deps.logger.error('room-not-healed', { err });
    });
  }
}
