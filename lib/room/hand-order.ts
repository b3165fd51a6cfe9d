import type { ParticipantId } from '@/lib/protocol';
import type { PresenceState } from './presence';

/** Whose hands are up, the first one first: the same list on every screen (PROTOCOL M4). */
export function handOrder(self: ParticipantId, { own, others }: PresenceState): ParticipantId[] {
  return [[self, own] as const, ...others]
    .flatMap(([participantId, { hand }]) => (hand === null ? [] : [{ participantId, hand }]))
    .sort((a, b) => a.hand - b.hand || (a.participantId < b.participantId ? -1 : 1))
    .map(({ participantId }) => participantId);
}
