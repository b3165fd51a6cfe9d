import type { Connection } from './connection';
import type { SignalingContext } from './context';
import type { EngineConnection, EnginePacket } from './create-socket-server';

/** `2`, with which Socket.io's EVENT packets begin. */
const eventType = 0x32;

/** Whether a packet is an event of Socket.io's, which is counted where it is answered. */
function isEvent({ type, data }: EnginePacket): boolean {
  return type === 'message' && typeof data === 'string' && data.charCodeAt(0) === eventType;
}

/**
 * Counts what no handler ever hears of (heartbeats, acknowledgements, attachments, CONNECTs to namespaces that do not exist)
 * like messages, and closes a connection that floods the server with it (S5).
 */
export function countStrayPackets(
  engineConnection: EngineConnection,
  connection: Connection,
  { clock, tally }: Pick<SignalingContext, 'clock' | 'tally'>,
): void {
  engineConnection.on('packet', (packet) => {
    if (isEvent(packet) || connection.count(clock.now()) !== 'flooding') return;
    tally.floodsEnded += 1;
    engineConnection.close(true);
  });
}
