import type { RosterEntry } from '@/lib/protocol';
import type { Seat } from '../rooms/room-store';

/** Seats as the wire shows them: no epoch, no connection. */
export function toRoster(seats: readonly Seat[]): RosterEntry[] {
  return seats.map(({ participantId, profile, isInterrupted }) => ({
    participantId,
    profile,
    isInterrupted,
  }));
}
