import type { SignalingServer } from './context';

/**
 * The seat of a connection was given to somebody else while Redis was out of reach: whoever lost it to another page of
 * their own hears so (J8), and the connection ends, so that its client asks anew and hears how things stand.
 */
export function endLostSeat(io: SignalingServer, connectionId: string, isReplaced: boolean): void {
  const socket = io.sockets.sockets.get(connectionId);
  if (socket === undefined) return;
  socket.data.isSeated = false;
  if (isReplaced) socket.emit('room:closed', { reason: 'replaced' });
  else socket.disconnect(true);
}
