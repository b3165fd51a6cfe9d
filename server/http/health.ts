import type { IncomingMessage, ServerResponse } from 'node:http';
import type { IceReport } from '../ice/ice-self-test';

function reply(
  response: ServerResponse,
  status: number,
  body: { status: string } & Partial<IceReport>,
): true {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
  response.end(JSON.stringify(body));
  return true;
}

/**
 * Answers `/healthz` (the process lives) and `/readyz` (it takes new calls: 503 while draining); `false` for any
 * other path. `/readyz` also tells how each STUN and TURN server did, which never makes it 503: most calls connect
 * without them, and a restart mends none.
 */
export function createHealth(
  isDraining: () => boolean,
  readIceReport: () => IceReport,
): (request: IncomingMessage, response: ServerResponse) => boolean {
  return ({ url = '' }, response) => {
    const path = url.split('?', 1)[0];
    if (path === '/healthz') return reply(response, 200, { status: 'ok' });
    if (path !== '/readyz') return false;
    const report = readIceReport();
    return isDraining()
      ? reply(response, 503, { status: 'draining', ...report })
      : reply(response, 200, { status: 'ready', ...report });
  };
}
