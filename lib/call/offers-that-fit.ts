import type { Envelope, ParticipantId } from '@/lib/protocol';

/** Leaves room in a packet for profile, keys and names (`limits.packetBytes`). */
const boxesLengthMax = 400_000;

/** As many of the offers as one join can carry, in their order; the others are offered after it. */
export function offersThatFit(
  offers: readonly (readonly [ParticipantId, Envelope])[],
): Record<ParticipantId, Envelope> {
  let length = 0;
  const fitting = offers.filter(([, { box }]) => {
    length += box.length;
    return length <= boxesLengthMax;
  });
  return Object.fromEntries(fitting);
}
