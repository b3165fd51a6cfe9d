import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Env } from '../env/env';
import { createPolicy } from './content-security-policy';
import { hashedPath } from './static-files';

const permissionsPolicy = [
  'camera=(self)',
  'microphone=(self)',
  'display-capture=(self)',
  'fullscreen=(self)',
  'picture-in-picture=(self)',
  'autoplay=(self)',
  'screen-wake-lock=(self)',
  'speaker-selection=(self)',
  'compute-pressure=(self)',
  'geolocation=()',
  'payment=()',
  'usb=()',
  'encrypted-media=()',
  'browsing-topics=()',
].join(', ');

/** The headers of every response. */
function baseHeaders({ PUBLIC_URL }: Env): Readonly<Record<string, string>> {
  return {
    'X-Content-Type-Options': 'nosniff',
    ...(PUBLIC_URL?.startsWith('https:') && { 'Strict-Transport-Security': 'max-age=31536000' }),
  };
}

/** What browsers obey on documents only; a kilobyte that a dozen scripts need not carry each. */
const documentHeaders: Readonly<Record<string, string>> = {
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': permissionsPolicy,
};

/**
 * Whether a page of another site may have opened this one and hold a handle on it (Fetch Metadata, `Sec-Fetch-Site`).
 * Only then is the document cut off from it: browsers start a new process for that, which a link that somebody
 * pasted, typed or clicked in another program need not wait for.
 */
function mayHaveOpener({ headers }: IncomingMessage): boolean {
  const site = headers['sec-fetch-site'];
  return site !== 'none' && site !== 'same-origin';
}

/** Sets the security headers of a response before anybody writes it. `scriptHashes`: `null` while developing. */
export function createSecurityHeaders(
  env: Env,
  scriptHashes: readonly string[] | null,
): (request: IncomingMessage, response: ServerResponse) => void {
  const fixed = Object.entries(baseHeaders(env));
  const policy = createPolicy({
    scriptHashes,
    socketOrigins: env.PUBLIC_URL === null ? [] : [env.PUBLIC_URL.replace(/^http/, 'ws')],
  });
  return (request, response) => {
    for (const [name, value] of fixed) response.setHeader(name, value);
    if (request.url?.startsWith(hashedPath)) return;
    for (const [name, value] of Object.entries(documentHeaders)) response.setHeader(name, value);
    response.appendHeader('Vary', 'Sec-Fetch-Site');
    if (mayHaveOpener(request)) response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
    response.setHeader('Content-Security-Policy', policy(request.headers.host));
  };
}
