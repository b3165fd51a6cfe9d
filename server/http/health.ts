import type { IncomingMessage, ServerResponse } from 'node:http';

function reply(response: ServerResponse, status: number, state: string): true {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
  response.end(JSON.stringify({ status: state }));
  return true;
}

/**
 * Answers `/healthz` (the process lives) and `/readyz` (it takes new calls: 503 while draining); `false` for any
 * other path.
 */
export function createHealth(
  isDraining: () => boolean,
): (request: IncomingMessage, response: ServerResponse) => boolean {
  return ({ url = '' }, response) => {
    const path = url.split('?', 1)[0];
    if (path === '/healthz') return reply(response, 200, 'ok');
    if (path !== '/readyz') return false;
    return isDraining() ? reply(response, 503, 'draining') : reply(response, 200, 'ready');
  };
}
