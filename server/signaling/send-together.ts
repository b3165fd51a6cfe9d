import type { Socket } from 'node:net';
import type { EngineConnection } from './create-socket-server';

/*
 * System calls for writing are a quarter of what a join costs a server.
 */

/** Has all that is written to a socket in this turn leave in one piece. */
export function writeAtOnce(socket: Socket): void {
  socket.cork();
  process.nextTick(() => socket.uncork());
}

/** Has all packets that a WebSocket is given until the next turn of the event loop leave in one piece. */
export function sendTogether(connection: EngineConnection): void {
  const { transport } = connection;
  const socket = transport.socket?._socket;
  if (!socket || !transport.writable) return;
  // Engine.IO keeps meanwhile what it is given.
  transport.writable = false;
  setImmediate(() => {
    socket.cork();
    transport.writable = true;
    connection.flush();
    socket.uncork();
  });
}
