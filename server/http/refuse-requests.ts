import type { IncomingMessage, ServerResponse } from 'node:http';

/** What pages and files are asked for with. */
const pageMethods: readonly string[] = ['GET', 'HEAD'];
/** What long polling uses. `OPTIONS` is answered before, where other origins may ask (CORS). */
const signalingMethods: readonly string[] = ['GET', 'POST'];

function refuse(response: ServerResponse, status: number, headers: Record<string, string> = {}): true {
  // Closed, for whatever body follows is not wanted.
  response.writeHead(status, { Connection: 'close', 'Content-Length': 0, ...headers });
  // Not chained: what Socket.io has for a response to an upgrade returns nothing.
  response.end();
  return true;
}

/**
 * Answers what nothing here is meant for, and is `true` then: 400 to a request whose target is no path (RFC 9112 3.2.2
 * and 3.2.4), which would be taken for a place to redirect to, and 405 to any method that its path has no use for:
 * pages take no forms, so no body ever reaches what renders them.
 */
export function refuseRequest({ url = '', method = '' }: IncomingMessage, response: ServerResponse): boolean {
  if (!url.startsWith('/')) return refuse(response, 400);
  const allowed = url.startsWith('/socket.io/') ? signalingMethods : pageMethods;
  return !allowed.includes(method) && refuse(response, 405, { Allow: allowed.join(', ') });
}
