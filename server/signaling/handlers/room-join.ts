import { type ClientPayload, fail, ok } from '@/lib/protocol';
import type { Seat } from '../../rooms/room-store';
import type { SignalingContext } from '../context';
import { type Caller, defineHandler } from '../handler';
import { toRoster } from '../roster';

type Join = ClientPayload<'room:join'>;

/** Takes the seat from the connection that holds it no more (J8). */
function unseat({ io }: SignalingContext, connectionId: string): void {
  const former = io.sockets.sockets.get(connectionId);
  if (former === undefined) return;
  former.data.isSeated = false;
  former.emit('room:closed', { reason: 'replaced' });
}

/** Tells the room of a newcomer, each resident with the offer for it (J4, J5). */
function announce(
  { context, socket, member }: Caller<'watching'>,
  { profile, offers }: Join,
  others: readonly Seat[],
) {
  const joined = { participantId: member.participantId, profile };
  const offered: string[] = [];
  for (const seat of others) {
    const offer = offers[seat.participantId];
    const resident =
      offer && !seat.isInterrupted ? context.io.sockets.sockets.get(seat.connectionId) : undefined;
    if (offer === undefined || resident === undefined) continue;
    resident.emit('participant:joined', { ...joined, offer });
    offered.push(resident.id);
  }
  socket.to(member.roomId).except(offered).emit('participant:joined', joined);
}

/** Seats a watcher: newcomer, return or replacement (J3-J8). */
export const roomJoin = defineHandler('room:join', 'watching', async (caller, payload) => {
  const { context, socket, member } = caller;
  if (context.isDraining) return fail('server-draining');
  const { roomId, participantId, epoch } = member;
  const { profile } = payload;

  const joined = await context.store.join(roomId, { participantId, epoch, profile, connectionId: socket.id });
  if (!joined.ok) return joined;
  const { arrival, others, replacedConnectionId } = joined.value;
  socket.data.isSeated = true;
  if (replacedConnectionId !== null) unseat(context, replacedConnectionId);
  if (arrival === 'return') socket.to(roomId).emit('participant:updated', { participantId, profile });
  else announce(caller, payload, others);
  return ok({ participants: toRoster(others) });
});
