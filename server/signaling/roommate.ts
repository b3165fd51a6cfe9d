import { fail, ok, type ParticipantId, type Result } from '@/lib/protocol';
import type { SignalingSocket } from './context';
import type { Caller } from './handler';

/**
 * The only way to address another participant: the connection that holds the seat `participantId` in the caller's
 * own room. `no-such-participant` for anybody else, watchers and oneself included; `participant-away` while the
 * seat is interrupted (PROTOCOL S1).
 */
export function roommate(
  { context, member }: Caller<'seated'>,
  participantId: ParticipantId,
): Result<SignalingSocket, 'no-such-participant' | 'participant-away'> {
  const seat = context.store.findSeat(member.roomId, participantId);
  if (seat === undefined || participantId === member.participantId) return fail('no-such-participant');
  // An interrupted seat names a connection that has ended.
  const socket = context.io.sockets.sockets.get(seat.connectionId);
  return socket === undefined ? fail('participant-away') : ok(socket);
}
