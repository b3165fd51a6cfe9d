import { createClient } from '@redis/client';
import type { RedisServer } from '@/server/testing/redis-server';

/** What a Redis has cost so far. */
export interface RedisUsage {
  cpuS: number;
  inBytes: number;
  outBytes: number;
}

const none: RedisUsage = { cpuS: 0, inBytes: 0, outBytes: 0 };

/** Asks Redis itself, by INFO; all zero where there is none. */
export async function readRedisUsage(redis: RedisServer | null): Promise<RedisUsage> {
  if (redis === null) return none;
  const client = createClient({ url: redis.url });
  await client.connect();
  const info = String(await client.sendCommand(['INFO']));
  client.destroy();
  const read = (field: string) => Number(new RegExp(`^${field}:([\\d.]+)`, 'm').exec(info)?.[1]);
  return {
    cpuS: read('used_cpu_user') + read('used_cpu_sys'),
    inBytes: read('total_net_input_bytes'),
    outBytes: read('total_net_output_bytes'),
  };
}
