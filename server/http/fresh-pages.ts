import type { ServerResponse } from 'node:http';

/**
 * Has caches ask again for each page: Next marks static pages `s-maxage=31536000`, and a page kept across a deploy
 * would name scripts, and carry inline ones, that the new build does not have. Works on headers set with `setHeader`.
 */
export function keepPagesFresh(response: ServerResponse): void {
  const writeHead = response.writeHead;
  response.writeHead = function writeFreshHead(this: ServerResponse, ...args: unknown[]): ServerResponse {
    if (/\bs-maxage=/.test(String(this.getHeader('cache-control'))))
      this.setHeader('Cache-Control', 'no-cache');
    return Reflect.apply(writeHead, this, args) as ServerResponse;
  } as ServerResponse['writeHead'];
}
