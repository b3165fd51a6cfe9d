import type { RoomChange } from '../rooms/room-change';
import type { Seat } from '../rooms/room-store';
import type { SignalingContext } from './context';

/** Takes the seat from the connection that holds it no more (J8), if it is one of this process. */
function unseat({ io }: SignalingContext, connectionId: string): void {
  const former = io.sockets.sockets.get(connectionId);
  if (former === undefined) return;
  former.data.isSeated = false;
  former.emit('room:closed', { reason: 'replaced' });
}

/** Tells of a newcomer, each resident with the offer for it (J4, J5). */
function announceNewcomer(context: SignalingContext, { roomId, offers }: RoomChange, seat: Seat): void {
  const { io, store } = context;
  const { participantId, profile } = seat;
  const told = [seat.connectionId];
  for (const [residentId, offer] of Object.entries(offers)) {
    const resident = residentId === participantId ? undefined : store.findSeat(roomId, residentId);
    const socket =
      resident && !resident.isInterrupted ? io.sockets.sockets.get(resident.connectionId) : undefined;
    if (socket === undefined) continue;
    socket.emit('participant:joined', { participantId, profile, offer });
    told.push(socket.id);
  }
  // Mostly nobody is left, for whom the profile would be encoded all the same.
  const connectionIds = io.of('/').adapter.rooms.get(roomId) ?? [];
  if ([...connectionIds].every((id) => told.includes(id))) return;
  io.local.to(roomId).except(told).emit('participant:joined', { participantId, profile });
}

/**
 * Tells the connections of this process what changed in their room (J4, J7, J8, L1, L2), all but the one that brought
 * it about. Every process tells its own, so nobody hears twice and nobody waits for another process.
 */
export function announce(context: SignalingContext, change: RoomChange): void {
  const { roomId, participantId, before, after, reason, replacedConnectionId } = change;
  if (replacedConnectionId !== null) unseat(context, replacedConnectionId);
  const room = () => context.io.local.to(roomId);
  if (after === undefined) {
    room()
      .except(before?.connectionId ?? [])
      .emit('participant:left', { participantId, reason });
    return;
  }
  const isKnown = before?.epoch === after.epoch;
  if (!isKnown) announceNewcomer(context, change, after);
  if (after.isInterrupted) room().emit('participant:interrupted', { participantId });
  else if (isKnown) {
    room().except(after.connectionId).emit('participant:updated', { participantId, profile: after.profile });
  }
}
