import type { IncomingMessage, ServerResponse } from 'node:http';
import type { IceReport } from '../ice/ice-self-test';

/** Whether Redis answers; `null` where there is none. */
export type RedisState = 'up' | 'down' | null;

export interface HealthSources {
  isDraining: () => boolean;
  readIceReport: () => IceReport;
  readRedisState: () => RedisState;
}

function reply(response: ServerResponse, status: number, body: object): true {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
  response.end(JSON.stringify(body));
  return true;
}

/**
 * Answers `/healthz` (the process lives) and `/readyz` (it takes people in: 503 while draining, and while Redis is
 * out of reach where several nodes share one); `false` for any other path. `/readyz` also tells how each STUN and TURN
 * server did, which never makes it 503: most calls connect without them, and a restart mends none.
 */
export function createHealth({
  isDraining,
  readIceReport,
  readRedisState,
}: HealthSources): (request: IncomingMessage, response: ServerResponse) => boolean {
  return ({ url = '' }, response) => {
    const path = url.split('?', 1)[0];
    if (path === '/healthz') return reply(response, 200, { status: 'ok' });
    if (path !== '/readyz') return false;
    const redis = readRedisState();
    const status = isDraining() ? 'draining' : redis === 'down' ? 'interrupted' : 'ready';
    const body = { status, ...(redis !== null && { redis }), ...readIceReport() };
    return reply(response, status === 'ready' ? 200 : 503, body);
  };
}
