import type { Clock } from '../clock';
import type { OpenConnections } from '../http/open-connections';
import { type Backlog, chooseSlowReaders } from '../limits/choose-slow-readers';
import type { Logger } from '../logger';
import type { Tally } from '../metrics/tally';
import type { SignalingServer } from './context';
import type { EngineConnection } from './create-socket-server';

const intervalMs = 1_000;
/** What a packet that waits takes beside its text. */
const packetOverheadBytes = 200;

export interface SlowReaderWatch {
  io: SignalingServer;
  openConnections: OpenConnections;
  addressOf: (connection: EngineConnection) => string;
  clock: Clock;
  logger: Logger;
  tally: Tally;
  isOver: () => boolean;
}

interface Reader extends Backlog {
  cut(): void;
}

function waitingBytes({ writeBuffer }: EngineConnection): number {
  return writeBuffer.reduce((sum, { data }) => sum + packetOverheadBytes + (data?.length ?? 0), 0);
}

/** At once: an orderly end would wait until everything before it has been read. */
function cut(connection: EngineConnection): void {
  connection.close(true);
  connection.transport.socket?.terminate();
}

/** Whoever something waits for: packets in Socket.io's own queue, and bytes that the system does not take from Node. */
function readersWithBacklog({ io, openConnections, addressOf }: SlowReaderWatch): Reader[] {
  const readers: Reader[] = [];
  for (const [socket, address] of openConnections) {
    const bytes = socket.writableLength;
    if (bytes > 0) readers.push({ address, bytes, cut: () => socket.destroy() });
  }
  const connections = (io.engine as unknown as { clients: Record<string, EngineConnection> }).clients;
  for (const connection of Object.values(connections)) {
    if (connection.writeBuffer.length === 0) continue;
    const bytes = waitingBytes(connection);
    readers.push({ address: addressOf(connection), bytes, cut: () => cut(connection) });
  }
  return readers;
}

/**
 * Looks once a second for whom too much waits, and ends their connections (S7): Socket.io keeps whatever cannot be
 * sent yet, without any limit. Costs the messages themselves nothing.
 */
export function cutSlowReaders(watch: SlowReaderWatch): void {
  const { clock, logger, tally, isOver } = watch;
  clock.after(intervalMs, () => {
    if (isOver()) return;
    const slow = chooseSlowReaders(readersWithBacklog(watch));
    for (const reader of slow) reader.cut();
    tally.slowReadersCut += slow.length;
    if (slow.length > 0) logger.warn('slow-readers-cut', { connections: slow.length });
    cutSlowReaders(watch);
  });
}
