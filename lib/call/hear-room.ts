import type { Envelope, ParticipantId, ServerPayload } from '@/lib/protocol';
import type { Channel } from '@/lib/signaling/channel';

/** What a room announces, as its members want to hear it. */
export interface RoomHearing {
  /** Somebody has taken a seat, perhaps with an offer for us, or says anew who they are. */
  profile: (participantId: ParticipantId, profile: Envelope, offer?: Envelope) => void;
  interrupted: (participantId: ParticipantId) => void;
  left: (participantId: ParticipantId, reason: ServerPayload<'participant:left'>['reason']) => void;
  signal: (from: ParticipantId, envelope: Envelope) => void;
  /** Another page has taken our seat (PROTOCOL J8). */
  replaced: () => void;
}

/** Listens to a room's announcements for as long as the channel lives. */
export function hearRoom(channel: Channel, hearing: RoomHearing): void {
  channel.on('participant:joined', ({ participantId, profile, offer }) =>
    hearing.profile(participantId, profile, offer),
  );
  channel.on('participant:updated', ({ participantId, profile }) => hearing.profile(participantId, profile));
  channel.on('participant:interrupted', ({ participantId }) => hearing.interrupted(participantId));
  channel.on('participant:left', ({ participantId, reason }) => hearing.left(participantId, reason));
  channel.on('signal:received', ({ from, envelope }) => hearing.signal(from, envelope));
  channel.on('room:closed', () => hearing.replaced());
}
