import { fail, ok, type ParticipantId, type Result, type ServerPayload } from '@/lib/protocol';
import type { Caller } from './handler';

/** Where a signal is put; a socket of this process, or the way to one of another. */
export interface Addressee {
  emit(event: 'signal:received', payload: ServerPayload<'signal:received'>): unknown;
}

/**
 * The only way to address another participant: the connection that holds the seat `participantId` in the caller's
 * own room. `no-such-participant` for anybody else, watchers and oneself included; `participant-away` while the
 * seat is interrupted; `server-interrupted` while another node has the connection and cannot be reached (PROTOCOL S1).
 */
export function roommate(
  { context, member }: Caller<'seated'>,
  participantId: ParticipantId,
): Result<Addressee, 'no-such-participant' | 'participant-away' | 'server-interrupted'> {
  const { store, io, cluster } = context;
  const seat = store.findSeat(member.roomId, participantId);
  if (seat === undefined || participantId === member.participantId) return fail('no-such-participant');
  const socket = io.sockets.sockets.get(seat.connectionId);
  if (socket !== undefined) return ok(socket);
  // Of this process an interrupted seat names a connection that has ended.
  if (seat.isInterrupted || !seat.isElsewhere || cluster === null) return fail('participant-away');
  return cluster.isUp ? ok(io.to(seat.connectionId)) : fail('server-interrupted');
}
