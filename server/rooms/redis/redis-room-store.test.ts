import { createClient } from '@redis/client';
import { afterAll, afterEach, beforeAll, beforeEach, describe, vi } from 'vitest';
import { createLogger } from '../../logger';
import { RedisLink } from '../../redis/redis-link';
import { hasRedis, RedisServer } from '../../testing/redis-server';
import type { RoomStoreOptions } from '../memory-room-store';
import { describeRoomStore } from '../room-store.contract';
import { RedisRoomStore } from './redis-room-store';

describe.skipIf(!hasRedis)('with a real Redis', () => {
  let redis: RedisServer;
  const links: RedisLink[] = [];

  beforeAll(async () => {
    redis = await RedisServer.start();
  });
  afterAll(() => redis.stop());

  describeRoomStore('RedisRoomStore', async (options: RoomStoreOptions) => {
    const logger = createLogger('silent');
    const link = new RedisLink({ url: redis.url, logger });
    links.push(link);
    const store = new RedisRoomStore({ ...options, link, graceMs: 20_000, logger });
    await vi.waitFor(() => link.isUp || Promise.reject(new Error('no Redis')));
    return Object.assign(store, { countRooms: () => countRooms(redis.url) });
  });

  beforeEach(() => flush(redis.url));
  afterEach(async () => {
    await Promise.all(links.splice(0).map((link) => link.close()));
  });
});

async function ask<T>(
  url: string,
  question: (client: ReturnType<typeof createClient>) => Promise<T>,
): Promise<T> {
  const client = createClient({ url });
  await client.connect();
  try {
    return await question(client as ReturnType<typeof createClient>);
  } finally {
    client.destroy();
  }
}

const countRooms = (url: string) => ask(url, async (client) => (await client.keys('parley:{*}')).length);
const flush = (url: string) => ask(url, (client) => client.flushAll());
