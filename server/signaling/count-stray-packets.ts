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
 * like messages, and closes a connection that floods the server with it (S5). One listener for all `connections`.
 */
export function countStrayPackets(
  connections: ReadonlyMap<EngineConnection, Connection>,
  { clock, tally }: Pick<SignalingContext, 'clock' | 'tally'>,
): (this: EngineConnection, packet: EnginePacket) => void {
  return function count(packet) {
    if (isEvent(packet) || connections.get(this)?.count(clock.now()) !== 'flooding') return;
    tally.floodsEnded += 1;
    this.close(true);
  };
}
