import { ok } from '@/lib/protocol';
import { defineHandler } from '../handler';

/** Frees the caller's seat; the connection remains a watcher (L1). Without a seat there is nothing to do. */
export const roomLeave = defineHandler('room:leave', 'watching', async ({ context, socket, member }) => {
  socket.data.isSeated = false;
  await context.store.leave(member.roomId, member.participantId, socket.id);
  return ok({});
});
