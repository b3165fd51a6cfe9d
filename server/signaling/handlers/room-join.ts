import { fail, ok } from '@/lib/protocol';
import { defineHandler } from '../handler';
import { rosterFor } from '../roster';

/** Seats a watcher: newcomer, return or replacement (J3-J8). */
export const roomJoin = defineHandler(
  'room:join',
  'watching',
  async ({ context, socket, member }, { profile, offers }) => {
    if (context.draining === 'alone') return fail('server-draining');
    const { roomId, participantId, epoch } = member;
    const seat = { participantId, epoch, profile, connectionId: socket.id };
    const joined = await context.store.join(roomId, seat, offers);
    if (!joined.ok) return joined;
    socket.data.isSeated = true;
    context.tally.arrivals[joined.value.arrival] += 1;
    return () => ok({ participants: rosterFor(context, member) });
  },
);
