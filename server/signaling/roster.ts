import type { RosterEntry } from '@/lib/protocol';
import type { Membership } from './connection';
import type { SignalingContext } from './context';

/** Everybody else who sits in a member's room, as the wire shows them: no epoch, no connection. */
export function rosterFor(
  { store }: SignalingContext,
  { roomId, participantId: self }: Pick<Membership, 'roomId' | 'participantId'>,
): RosterEntry[] {
  const others = store.listSeats(roomId).filter(({ participantId }) => participantId !== self);
  return others.map(({ participantId, profile, isInterrupted }) => ({
    participantId,
    profile,
    isInterrupted,
  }));
}
