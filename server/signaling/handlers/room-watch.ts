import { fail, ok, protocolVersion } from '@/lib/protocol';
import { certifiedParticipantId, certifiedRoomId } from '../certified-ids';
import { defineHandler } from '../handler';
import { toRoster } from '../roster';

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
  const watched = await context.store.watch(roomId, participantId, socket.id);
  if (!watched.ok) {
    await socket.leave(roomId);
    return watched;
  }
  socket.data.membership = { roomId, participantId, epoch };
  return ok({
    participantId,
    participants: toRoster(watched.value),
    capacity: context.store.capacity,
    ice: context.iceConfigFor(participantId),
  });
});
