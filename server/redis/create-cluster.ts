import { createAdapter } from '@socket.io/redis-streams-adapter';
import type { Server } from 'socket.io';
import type { Logger } from '../logger';
import { RedisRoomStore } from '../rooms/redis/redis-room-store';
import { heedSubscriptions } from './heed-subscriptions';
import { createRedisClient } from './redis-client';
import { RedisLink } from './redis-link';

/** The stream by which nodes hand each other signals. */
const streamName = 'parley:signals';
/** The stream keeps no more than about this many signals: those under way when all nodes are busy, or 640 MB in a flood. */
const streamLength = 10_000;
/** And each no longer than about this: what has not arrived by then was said again (N4). */
const signalKeptMs = 10_000;
const trimEveryMs = 2_000;
/** Whoever comes before Redis has answered for the first time waits no longer. */
const openingMs = 2_000;

export interface ClusterOptions {
  url: string;
  capacity: number;
  watcherCapacity: number;
  graceMs: number;
  logger: Logger;
}

/** What several nodes share by way of Redis. */
export interface Cluster {
  readonly store: RedisRoomStore;
  /** Whether Redis answers. */
  readonly isUp: boolean;
  /** Whether another node lives that is within reach, as of the last beat. */
  readonly hasOthers: boolean;
  /** Makes `hasOthers` true to this moment. */
  callRoll(): Promise<void>;
  /** How long Redis took to answer the last sign of life. */
  readonly roundTripMs: number;
  /** Nodes that live, this one included. */
  readonly nodeCount: number;
  /** Resolves once Redis has answered, or has not for a moment: a process that has just begun need turn nobody away. */
  untilOpened(): Promise<void>;
  /** Lets a Socket.io server reach the connections of other nodes. */
  attach(io: Server): void;
  /** Leaves the others once Redis has heard of all that happened, or does not answer. */
  close(): Promise<void>;
}

/** Joins the nodes that use the same Redis. Redis need not be there yet. */
export function createCluster({ url, logger, ...rooms }: ClusterOptions): Cluster {
  const link = new RedisLink({ url, logger });
  const store = new RedisRoomStore({ ...rooms, link, logger });
  // What it reads with is duplicated from this client, and has to wait while Redis is away instead of asking on and on.
  const signals = createRedisClient(url, 'signals', logger, { disableOfflineQueue: false });
  const onGivenUp = (err: unknown) => logger.debug('redis-given-up', { err });
  heedSubscriptions(signals as never, onGivenUp);
  signals.connect().catch(onGivenUp);
  const trimTimer = setInterval(() => {
    link.mention(['XTRIM', streamName, 'MINID', String(link.roll.nowMs - signalKeptMs)]);
    link.mention(['PEXPIRE', streamName, String(signalKeptMs)]);
  }, trimEveryMs);
  trimTimer.unref();

  return {
    store,
    get isUp() {
      return link.isUp;
    },
    get hasOthers() {
      return link.isUp && link.roll.livingCount > 1;
    },
    callRoll: () => link.callRoll(),
    get roundTripMs() {
      return link.roundTripMs;
    },
    get nodeCount() {
      return link.roll.livingCount;
    },
    untilOpened: () => link.untilOpened(openingMs),
    attach(io) {
      io.adapter(
        createAdapter(signals, { streamName, channelPrefix: 'parley', maxLen: streamLength }) as never,
      );
    },
    async close() {
      clearInterval(trimTimer);
      await link.close();
      if (signals.isOpen) signals.destroy();
    },
  };
}
