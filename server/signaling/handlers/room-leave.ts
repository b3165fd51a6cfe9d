import { ok } from '@/lib/protocol';
import { defineHandler } from '../handler';

/** Frees the caller's seat; the connection remains a watcher (L1). Without a seat there is nothing to do. */
export const roomLeave = defineHandler('room:leave', 'watching', async ({ context, socket, member }) => {
  const { roomId, participantId } = member;
  socket.data.isSeated = false;
  if (await context.store.leave(roomId, participantId, socket.id)) {
    socket.to(roomId).emit('participant:left', { participantId, reason: 'left' });
  }
  return ok({});
});
