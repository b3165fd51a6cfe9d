import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Env } from '../env/env';
import { createPolicy } from './content-security-policy';
import {
  baseHeaders,
  documentHeaders,
  hashedPath,
  openerHeaders,
  sitesWithoutOpener,
} from './document-headers';

function mayHaveOpener({ headers }: IncomingMessage): boolean {
  return !sitesWithoutOpener.includes(String(headers['sec-fetch-site']));
}

/** Sets the security headers of a response before anybody writes it. `scriptHashes`: `null` while developing. */
export function createSecurityHeaders(
  env: Env,
  scriptHashes: readonly string[] | null,
): (request: IncomingMessage, response: ServerResponse) => void {
  const fixed = Object.entries(baseHeaders(env.PUBLIC_URL?.startsWith('https:') ?? false));
  const policy = createPolicy({
    scriptHashes,
    socketOrigins: env.PUBLIC_URL === null ? [] : [env.PUBLIC_URL.replace(/^http/, 'ws')],
  });
  return (request, response) => {
    for (const [name, value] of fixed) response.setHeader(name, value);
    if (request.url?.startsWith(hashedPath)) return;
    for (const [name, value] of Object.entries(documentHeaders)) response.setHeader(name, value);
    response.appendHeader('Vary', 'Sec-Fetch-Site');
    if (mayHaveOpener(request))
      for (const [name, value] of Object.entries(openerHeaders)) response.setHeader(name, value);
    response.setHeader('Content-Security-Policy', policy(request.headers.host));
  };
}
