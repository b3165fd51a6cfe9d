import type { ParticipantId, RosterEntry } from '@/lib/protocol';
import type { Announcement, FakeConnection, FakeSeat } from './fake-wire';

/** Who watches and who sits in one room of a `FakeServer` (PROTOCOL R4, J2-J8, L1-L3). */
export class FakeRoom {
  readonly watchers = new Set<FakeConnection>();
  readonly seats = new Map<ParticipantId, FakeSeat>();
  readonly #tell: (connection: FakeConnection, announcement: Announcement) => void;

  constructor(tell: (connection: FakeConnection, announcement: Announcement) => void) {
    this.#tell = tell;
  }

  /** Everybody who sits, without one of them. */
  othersThan(participantId: ParticipantId): FakeSeat[] {
    return [...this.seats.values()].filter((seat) => seat.participantId !== participantId);
  }

  rosterFor(participantId: ParticipantId): RosterEntry[] {
    return this.othersThan(participantId).map(({ participantId: id, profile, isInterrupted }) => ({
      participantId: id,
      profile,
      isInterrupted,
    }));
  }

  /** The seat that this connection holds. */
  seatOf(connection: FakeConnection): FakeSeat | null {
    const seat = connection.member && this.seats.get(connection.member.participantId);
    return seat?.connection === connection ? seat : null;
  }

  /** Tells everyone in the room but one connection. */
  announce(announcement: Announcement, except?: FakeConnection): void {
    for (const connection of this.watchers) {
      if (connection !== except) this.#tell(connection, announcement);
    }
  }

  tell(connection: FakeConnection, announcement: Announcement): void {
    this.#tell(connection, announcement);
  }

  /** Whether there was a seat to interrupt (L2). */
  interrupt(connection: FakeConnection): boolean {
    const seat = this.seatOf(connection);
    if (!seat) return false;
    seat.isInterrupted = true;
    const { participantId } = seat;
    this.announce({ event: 'participant:interrupted', payload: { participantId } }, connection);
    return true;
  }

  /** Frees the seat of somebody who did not come back (L2). */
  expire(participantId: ParticipantId, connection: FakeConnection): void {
    const seat = this.seats.get(participantId);
    if (!seat?.isInterrupted || seat.connection !== connection) return;
    this.seats.delete(participantId);
    this.announce({ event: 'participant:left', payload: { participantId, reason: 'timeout' } });
  }
}
