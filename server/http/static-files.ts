import { existsSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import sirv from 'sirv';

type Listener = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/** The part of the built files whose names change with their content. */
export const hashedPath = '/_next/static/';

/**
 * Serves what the build laid into `directory`, compressed ahead of time (brotli, gzip). Hashed files are immutable;
 * others are checked again at each use. Hands everything else to `next`.
 */
export function createStaticFiles(directory: string): Listener {
  if (!existsSync(directory)) return (_request, _response, next) => next();
  const serve = sirv(directory, {
    brotli: true,
    gzip: true,
    etag: true,
    extensions: [],
    setHeaders(response, pathname) {
      const isHashed = pathname.startsWith(hashedPath);
      response.setHeader('Cache-Control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  return (request, response, next) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return next();
    // sirv throws on a range that ends before it starts, and nothing here is worth a range.
    delete request.headers.range;
    serve(request, response, next);
  };
}
