import { isHost } from './host-header';

/** What a Content-Security-Policy (CSP3) is made from. */
export interface PolicyOptions {
  /** `'sha256-…'` of every inline script in the built pages; `null` while developing, where they change. */
  scriptHashes: readonly string[] | null;
  /** Origins that WebSockets may go to beside the page's own. */
  socketOrigins: readonly string[];
}

/**
 * Makes the policy of a response for a page at `host`. Scripts and connections are our own only. The WebSocket's
 * origin is spelt out because not every browser counts it as `'self'` (w3c/webappsec-csp#7).
 */
export function createPolicy({
  scriptHashes,
  socketOrigins,
}: PolicyOptions): (host: string | undefined) => string {
  const scripts =
    scriptHashes === null
      ? "'unsafe-inline' 'unsafe-eval'"
      : ["'wasm-unsafe-eval'", ...scriptHashes].join(' ');
  const before = `default-src 'self'; script-src 'self' ${scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' blob: data:; media-src 'self' blob:; font-src 'self'; connect-src 'self'`;
  const after =
    "; worker-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
  const others = socketOrigins.map((origin) => ` ${origin}`).join('');
  return (host) => {
    const own = isHost(host) ? ` ws://${host} wss://${host}` : '';
    return `${before}${own}${others}${after}`;
  };
}
