import { createClient } from '@redis/client';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hasRedis, RedisServer } from '../testing/redis-server';
import { roomScript } from './room-script';

const key = 'parley:{room}';

describe.skipIf(!hasRedis)('a room in Redis, read by somebody who knows a version', () => {
  let redis: RedisServer;
  let client: ReturnType<typeof createClient>;
  const run = (op: string, ...args: string[]) =>
    client.eval(roomScript, { keys: [key], arguments: [op, '90000', ...args] }) as Promise<string[]>;
  const version = async () => (await client.hGet(key, 'v')) ?? '';

  beforeAll(async () => {
    redis = await RedisServer.start();
    client = createClient({ url: redis.url });
    await client.connect();
  });
  beforeEach(async () => {
    await run('watch', 'connection', 'node', 'ada', '64');
    await run('join', 'ada', 'epoch', 'connection', 'node', '{}', '8', '{}');
  });
  afterAll(async () => {
    client.destroy();
    await redis.stop();
  });

  it('is kept and not told again while nothing has changed', async () => {
    await client.pExpire(key, 5_000);
    const known = await version();
    expect(await run('read', known)).toEqual([known]);
    expect(await client.pTTL(key)).toBeGreaterThan(5_000);
  });

  it('is told whole once something has changed', async () => {
    const known = await version();
    await run('update', 'ada', 'connection', '{"seq":2}');
    const [now, seats, watchers] = await run('read', known);
    expect(now).toBe(await version());
    expect(seats).toEqual(['ada', expect.stringMatching(/\{"seq":2\}$/)]);
    expect(watchers).toEqual(['connection', 'node']);
  });

  it('is told whole, and empty, once all data was lost', async () => {
    const known = await version();
    await client.flushAll();
    expect(await run('read', known)).toEqual(['0', [], []]);
  });
});
