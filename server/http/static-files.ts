import { existsSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import sirv from 'sirv';
import { hashedPath } from './document-headers';

type Listener = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/**
 * Serves what the build laid into `directory`, compressed ahead of time (brotli, gzip). Hashed files are immutable;
 * others are checked again at each use. Hands everything else to `next`.
 */
export function createStaticFiles(directory: string): Listener {
  if (!existsSync(directory)) return (_request, _response, next) => next();
  const serve = (isHashed: boolean) =>
    sirv(directory, {
      brotli: true,
      gzip: true,
      // A hashed file never changes: nobody asks whether it has.
      etag: !isHashed,
      extensions: [],
      setHeaders(response) {
        response.setHeader('Cache-Control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  const [serveHashed, serveOther] = [serve(true), serve(false)];
  return (request, response, next) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return next();
    // sirv throws on a range that ends before it starts, and nothing here is worth a range.
    delete request.headers.range;
    if (request.url?.startsWith(hashedPath)) serveHashed(request, response, next);
    else serveOther(request, response, next);
  };
}
