import { fail, ok } from '@/lib/protocol';
import { defineHandler } from '../handler';

/** Replaces the caller's profile; the room is told (S3). */
export const profileUpdate = defineHandler(
  'profile:update',
  'seated',
  async ({ context, socket, member }, { profile }) => {
    const { roomId, participantId } = member;
    const isHolder = await context.store.updateProfile(roomId, participantId, socket.id, profile);
    return isHolder ? ok({}) : fail('not-joined');
  },
);
