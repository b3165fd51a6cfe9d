import type { Server, Socket } from 'socket.io';
import type { ClientToServerEvents, ServerToClientEvents } from '@/lib/protocol';
import type { Clock } from '../clock';
import type { IceConfigFor } from '../ice/ice-config';
import type { Logger } from '../logger';
import type { Tally } from '../metrics/tally';
import type { Cluster } from '../redis/create-cluster';
import type { RoomStore } from '../rooms/room-store';
import type { Connection } from './connection';

export type SignalingServer = Server<
  ClientToServerEvents,
  ServerToClientEvents,
  Record<never, never>,
  Connection
>;
export type SignalingSocket = Socket<
  ClientToServerEvents,
  ServerToClientEvents,
  Record<never, never>,
  Connection
>;

/** What every handler works with. */
export interface SignalingContext {
  readonly io: SignalingServer;
  readonly store: RoomStore;
  readonly iceConfigFor: IceConfigFor;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly tally: Tally;
  /** The other nodes, where there may be some. */
  readonly cluster: Pick<Cluster, 'isUp'> | null;
  /** Whether this server is about to stop, and whether others of its rooms go on: `alone` or `among-others`. */
  draining: 'alone' | 'among-others' | null;
}
