import { X509Certificate } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** Where devices fetch the certificate of the authority that they may trust. */
export const authorityPath = '/local-authority.crt';

/** Answers `authorityPath` with the authority's certificate in DER; `false` for any other path. */
export function createAuthorityFile(
  pem: string,
): (request: IncomingMessage, response: ServerResponse) => boolean {
  const { raw } = new X509Certificate(pem);
  return ({ url }, response) => {
    if (url !== authorityPath) return false;
    response.writeHead(200, {
      'Content-Type': 'application/x-x509-ca-cert',
      'Content-Length': raw.length,
      'Cache-Control': 'no-store',
    });
    response.end(raw);
    return true;
  };
}
