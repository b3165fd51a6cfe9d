import { fail, ok, protocolVersion } from '@/lib/protocol';
import { certifiedParticipantId, certifiedRoomId } from '../certified-ids';
import { defineHandler } from '../handler';
import { rosterFor } from '../roster';

/** Admits a connection to a room's announcements (V1, R2, R3, J1, J2). */
export const roomWatch = defineHandler('room:watch', 'connected', async ({ context, socket }, payload) => {
  const { roomId, admission, seatToken, epoch } = payload;
  if (payload.protocolVersion !== protocolVersion) return fail('unsupported-version');
  if (socket.data.membership !== null) return fail('bad-request');
  if (certifiedRoomId(admission) !== roomId) return fail('room-mismatch');
  const participantId = certifiedParticipantId(roomId, seatToken);
  if (participantId === null) return fail('bad-request');

  // Subscribed before the roster is read, so that nothing falls between the two.
  await socket.join(roomId);
  let isWatching = false;
  try {
    const watched = await context.store.watch(roomId, participantId, socket.id);
    isWatching = watched.ok;
    if (!watched.ok) return watched;
  } finally {
    if (!isWatching) await socket.leave(roomId);
  }
  const membership = { roomId, participantId, epoch };
  socket.data.membership = membership;
  const { capacity } = context.store;
  const ice = context.iceConfigFor(participantId);
  return () => ok({ participantId, participants: rosterFor(context, membership), capacity, ice });
});
