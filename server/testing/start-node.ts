import { vi } from 'vitest';
import { startTestServer, type TestServer } from './test-server';

/** Limits that a crowd from one address does not meet. */
export const roomyLimits = {
  LIMIT_CONNECTIONS: '100000',
  LIMIT_CONNECTIONS_PER_MINUTE: '100000',
  LIMIT_ADDRESS_MESSAGES_PER_S: '100000',
};

/** What `/readyz` answers. */
export async function readiness(origin: string): Promise<number> {
  return (await fetch(`${origin}/readyz`)).status;
}

/** Waits until a node takes people in, or no longer does. */
export function untilReadiness(origin: string, status: 200 | 503): Promise<void> {
  return vi.waitFor(
    async () => {
      const found = await readiness(origin);
      if (found !== status) throw new Error(`/readyz answers ${found}`);
    },
    { timeout: 15_000 },
  );
}

/** A node in this process that shares its rooms by way of Redis; three people fit in each. */
export async function startNode(
  redisUrl: string,
  variables: Record<string, string> = {},
): Promise<TestServer> {
  const node = await startTestServer({
    ...roomyLimits,
    REDIS_URL: redisUrl,
    ICE_SELF_TEST: 'off',
    ROOM_CAPACITY: '3',
    ...variables,
  });
  await untilReadiness(node.origin, 200);
  return node;
}
