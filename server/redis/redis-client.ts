import { createClient } from '@redis/client';
import type { Logger } from '../logger';

/** A connection that gave no sign for so long is made anew; each is pinged several times meanwhile. */
const silentMs = 9_000;
const pingIntervalMs = 2_500;
const reconnectMaxMs = 1_000;
/** More commands than this are never on their way. */
const queueLength = 100_000;

function makeClient(url: string, name: string, disableOfflineQueue: boolean) {
  return createClient({
    url,
    name: `parley-${name}`,
    disableOfflineQueue,
    commandsQueueMaxLength: queueLength,
    pingInterval: pingIntervalMs,
    socket: {
      connectTimeout: 3_000,
      socketTimeout: silentMs,
      reconnectStrategy: (retries) =>
        Math.min(50 * 2 ** retries, reconnectMaxMs) * (0.75 + Math.random() / 2),
    },
  });
}

export type RedisClient = ReturnType<typeof makeClient>;

/**
 * A client that comes back by itself, however long Redis is away. With `disableOfflineQueue` commands are refused
 * meanwhile, else they wait.
 */
export function createRedisClient(
  url: string,
  name: string,
  logger: Logger,
  { disableOfflineQueue }: { disableOfflineQueue: boolean },
): RedisClient {
  const client = makeClient(url, name, disableOfflineQueue);
  client.on('error', (error: Error) =>
    logger.debug('redis-connection-broken', { name, problem: error.message }),
  );
  return client;
}
