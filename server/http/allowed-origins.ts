import type { IncomingMessage } from 'node:http';

/** Whether a page of this request's origin may talk to the server. */
export type IsAllowedOrigin = (request: IncomingMessage) => boolean;

/**
 * Admits the server's own pages, the origins listed, and whatever sends no `Origin`: that is no browser page
 * (RFC 6454 7.3), so nobody's cookies or network position can be borrowed through it.
 */
export function allowOrigins(origins: readonly string[]): IsAllowedOrigin {
  const listed = new Set(origins);
  return ({ headers: { origin, host } }) => {
    if (origin === undefined || listed.has(origin)) return true;
    return host !== undefined && URL.canParse(origin) && new URL(origin).host === host;
  };
}
