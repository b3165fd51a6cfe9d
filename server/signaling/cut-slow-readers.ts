import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../clock';
import type { OpenConnections } from '../http/open-connections';
import { type Backlog, chooseSlowReaders } from '../limits/choose-slow-readers';
import type { Logger } from '../logger';
import type { Tally } from '../metrics/tally';
import type { Connection } from './connection';
import type { EngineConnection } from './create-socket-server';

const intervalMs = 1_000;
/** So many are looked at in one go, that messages never wait for long. */
const atOnce = 500;
/** What a packet that waits takes beside its text. */
const packetOverheadBytes = 200;

export interface SlowReaderWatch {
  connections: ReadonlyMap<EngineConnection, Pick<Connection, 'address'>>;
  openConnections: OpenConnections;
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
async function readersWithBacklog(watch: SlowReaderWatch): Promise<Reader[]> {
  const { connections, openConnections } = watch;
  const readers: Reader[] = [];
  let looked = 0;
  for (const [socket, address] of openConnections) {
    const bytes = socket.writableLength;
    if (bytes > 0) readers.push({ address, bytes, cut: () => socket.destroy() });
    if (++looked % atOnce === 0) await setImmediate();
  }
  for (const [connection, { address }] of connections) {
    if (connection.writeBuffer.length > 0) {
      const bytes = waitingBytes(connection);
      readers.push({ address, bytes, cut: () => cut(connection) });
    }
    if (++looked % atOnce === 0) await setImmediate();
  }
  return readers;
}

async function sweep(watch: SlowReaderWatch): Promise<void> {
  const slow = chooseSlowReaders(await readersWithBacklog(watch));
  for (const reader of slow) reader.cut();
  watch.tally.slowReadersCut += slow.length;
  if (slow.length > 0) watch.logger.warn('slow-readers-cut', { connections: slow.length });
}

/**
 * Looks once a second for whom too much waits, and ends their connections (S7): Socket.io keeps whatever cannot be
 * sent yet, without any limit. Costs the messages themselves nothing.
 */
export function cutSlowReaders(watch: SlowReaderWatch): void {
  watch.clock.after(intervalMs, () => {
    if (watch.isOver()) return;
    sweep(watch)
      .catch((err: unknown) => watch.logger.error('slow-readers-not-cut', { err }))
      .finally(() => cutSlowReaders(watch));
  });
}
