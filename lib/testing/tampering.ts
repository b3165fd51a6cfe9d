import { type Envelope, fromBase64Url, type RosterEntry, toBase64Url } from '@/lib/protocol';
import type { ServerPacket } from './fake-wire';

/** Where an envelope travels: as somebody's profile, as an offer inside a join, or as a signal. */
export type EnvelopePlace = 'profile' | 'offer' | 'signal';

/** The packet with every envelope in it put through `change`: what a relay can do to what it cannot open. */
export function withEnvelopes(
  packet: ServerPacket,
  change: (envelope: Envelope, place: EnvelopePlace) => Envelope,
): ServerPacket {
  if (packet.type === 'answer') {
    const { result } = packet;
    const roster = result.ok ? (result.value as { participants?: RosterEntry[] }) : {};
    if (!roster.participants) return packet;
    const participants = roster.participants.map((entry) => ({
      ...entry,
      profile: change(entry.profile, 'profile'),
    }));
    return { ...packet, result: { ok: true, value: { ...roster, participants } } };
  }
  switch (packet.event) {
    case 'signal:received':
      return {
        ...packet,
        payload: { ...packet.payload, envelope: change(packet.payload.envelope, 'signal') },
      };
    case 'participant:updated':
      return {
        ...packet,
        payload: { ...packet.payload, profile: change(packet.payload.profile, 'profile') },
      };
    case 'participant:joined': {
      const { participantId, profile, offer } = packet.payload;
      const joined = { participantId, profile: change(profile, 'profile') };
      return { ...packet, payload: offer ? { ...joined, offer: change(offer, 'offer') } : joined };
    }
    default:
      return packet;
  }
}

/** The envelopes of a packet. */
export function envelopesIn(packet: ServerPacket): { envelope: Envelope; place: EnvelopePlace }[] {
  const found: { envelope: Envelope; place: EnvelopePlace }[] = [];
  withEnvelopes(packet, (envelope, place) => {
    found.push({ envelope, place });
    return envelope;
  });
  return found;
}

/** The same text with one bit of what it encodes turned over. */
export function flipBit(text: string, bit: number): string {
  const bytes = fromBase64Url(text);
  if (!bytes) throw new Error('not base64url');
  const index = (bit >> 3) % bytes.length;
  bytes[index] = (bytes[index] ?? 0) ^ (1 << (bit & 7));
  return toBase64Url(bytes);
}
