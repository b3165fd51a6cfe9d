import { describe, expect, it } from 'vitest';
import { startTestServer } from '../testing/test-server';
import { createHeaderRules } from './header-rules';

const rules = createHeaderRules({
  scriptHashes: ["'sha256-abc='"],
  connectOrigins: ['https://signaling.example.org', 'wss://signaling.example.org'],
  isHttps: true,
});

/** What a host sends with `path` that goes by the rules. */
function headersOf(path: string, request: Record<string, string> = {}): Headers {
  const headers = new Headers();
  for (const { regex, missing = [], headers: list } of rules) {
    const isExcepted = missing.some(({ key, value }) =>
      new RegExp(`^(?:${value})$`).test(request[key] ?? ''),
    );
    if (!new RegExp(regex).test(path) || isExcepted) continue;
    for (const { key, value } of list) headers.append(key, value);
  }
  return headers;
}

describe('the headers of pages that another host serves', () => {
  it('are those of this server, with what the pages connect to in its place', async () => {
    const server = await startTestServer({ PUBLIC_URL: 'https://call.example.org' });
    const own = (await fetch(`${server.origin}/r/abcd`)).headers;
    await server.close();
    const theirs = headersOf('/r/abcd');
    for (const [name, value] of theirs) {
      if (!/^(content-security-policy|cache-control)$/.test(name))
        expect([name, own.get(name)]).toEqual([name, value]);
    }
    const policyOf = (headers: Headers) => headers.get('content-security-policy') ?? '';
    const constant = (headers: Headers) => policyOf(headers).replace(/(connect-src|script-src) [^;]*/g, '$1');
    expect(constant(theirs)).toBe(constant(own));
    expect(policyOf(theirs)).toContain("script-src 'self' 'wasm-unsafe-eval' 'sha256-abc=';");
    expect(policyOf(theirs)).toContain(
      "connect-src 'self' https://signaling.example.org wss://signaling.example.org;",
    );
    expect([...theirs.keys()]).toEqual(
      expect.arrayContaining(['referrer-policy', 'permissions-policy', 'strict-transport-security']),
    );
  });

  it.each([
    ['cross-site', 'same-origin'],
    ['none', null],
  ])('cut a page off from its opener when the request is %s: %s', (site, policy) => {
    expect(headersOf('/', { 'sec-fetch-site': site }).get('cross-origin-opener-policy')).toBe(policy);
  });

  it('have caches ask again for each page', () => {
    expect(headersOf('/').get('cache-control')).toBe('no-cache');
  });

  it('are no more than needed on hashed files', () => {
    const names = [...headersOf('/_next/static/a1b2.js').keys()];
    expect(names).toEqual(['strict-transport-security', 'x-content-type-options']);
  });
});
