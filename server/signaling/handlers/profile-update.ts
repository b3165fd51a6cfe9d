import { fail, ok } from '@/lib/protocol';
import { defineHandler } from '../handler';

/** Replaces the caller's profile and tells the room (S3). */
export const profileUpdate = defineHandler(
  'profile:update',
  'seated',
  async ({ context, socket, member }, { profile }) => {
    const { roomId, participantId } = member;
    const isHolder = await context.store.updateProfile(roomId, participantId, socket.id, profile);
    if (!isHolder) return fail('not-joined');
    socket.to(roomId).emit('participant:updated', { participantId, profile });
    return ok({});
  },
);
