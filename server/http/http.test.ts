import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RawConnection } from '../testing/raw-connection';
import { TestClient } from '../testing/test-client';
import { startTestServer, type TestServer } from '../testing/test-server';
import { makeEnvelope, makeRoom, makeSeat } from '../testing/wire-data';

const script = 'console.log("a script that is served")';
let parent: string;
let directory: string;
let server: TestServer;

beforeAll(async () => {
  parent = mkdtempSync(join(tmpdir(), 'parley-static-'));
  directory = join(parent, 'static');
  mkdirSync(join(directory, '_next/static'), { recursive: true });
  writeFileSync(join(directory, '_next/static/a1b2.js'), script);
  writeFileSync(join(directory, '_next/static/a1b2.js.br'), brotliCompressSync(script));
  writeFileSync(join(directory, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  server = await startTestServer(
    { PUBLIC_URL: 'https://call.example.org' },
    {
      staticDirectory: directory,
      scriptHashes: ["'sha256-abc='"],
      handlePage: async (request, response) => {
        if (request.url === '/broken') throw new Error('a bug in a page');
        response.setHeader('Cache-Control', 's-maxage=31536000');
        response.end('<!DOCTYPE html>');
      },
    },
  );
});
afterAll(async () => {
  await server.close();
  rmSync(parent, { recursive: true });
});

const everywhere = [
  '/',
  '/broken',
  '/healthz',
  '/icon.svg',
  '/socket.io/?EIO=4&transport=polling',
  '/socket.io/',
];

describe('security headers', () => {
  it.each(everywhere)('are on the answer to %s', async (path) => {
    const { headers } = await fetch(server.origin + path);
    expect(headers.get('content-security-policy')).toContain("default-src 'self'; script-src 'self'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('permissions-policy')).toContain('camera=(self)');
    expect(headers.get('strict-transport-security')).toMatch(/^max-age=\d+/);
  });

  it.each([
    ['cross-site', 'same-origin'],
    ['same-site', 'same-origin'],
    ['same-origin', null],
    ['none', null],
  ])('cut a page off from its opener when the request is %s: %s', async (site, policy) => {
    const { headers } = await fetch(`${server.origin}/healthz`, { headers: { 'Sec-Fetch-Site': site } });
    expect(headers.get('cross-origin-opener-policy')).toBe(policy);
    expect(headers.get('vary')).toContain('Sec-Fetch-Site');
  });

  it('are no more than needed on hashed files, which are no documents', async () => {
    const { headers } = await fetch(`${server.origin}/_next/static/a1b2.js`);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('strict-transport-security')).toMatch(/^max-age=\d+/);
    expect(headers.get('content-security-policy')).toBeNull();
  });

  it('allow the built inline scripts by hash and connections to our own host only', async () => {
    const policy = (await fetch(server.origin)).headers.get('content-security-policy') ?? '';
    const host = new URL(server.origin).host;
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval' 'sha256-abc='; ");
    expect(policy).toContain(`connect-src 'self' ws://${host} wss://${host} wss://call.example.org; `);
  });

  it('promise HTTPS only where it is', async () => {
    const plain = await startTestServer();
    expect((await fetch(plain.origin)).headers.has('strict-transport-security')).toBe(false);
    await plain.close();
  });
});

describe('pages', () => {
  it('are not kept by shared caches across deploys', async () => {
    expect((await fetch(server.origin)).headers.get('cache-control')).toBe('no-cache');
  });

  it('answer 500 when they break, and the server lives on', async () => {
    expect((await fetch(`${server.origin}/broken`)).status).toBe(500);
    expect((await fetch(`${server.origin}/healthz`)).status).toBe(200);
  });
});

describe('static files', () => {
  it('come compressed and immutable when their name is a hash', async () => {
    const response = await fetch(`${server.origin}/_next/static/a1b2.js`, {
      headers: { 'accept-encoding': 'br' },
    });
    expect(response.headers.get('content-encoding')).toBe('br');
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(await response.text()).toBe(script);
  });

  it('come as they are to those who cannot decompress, and are checked again when their name is no hash', async () => {
    const plain = await fetch(`${server.origin}/_next/static/a1b2.js`, {
      headers: { 'accept-encoding': 'identity' },
    });
    expect(plain.headers.get('content-encoding')).toBeNull();
    const icon = await fetch(`${server.origin}/icon.svg`);
    expect(icon.headers.get('cache-control')).toBe('no-cache');
    expect(icon.headers.get('content-type')).toBe('image/svg+xml');
  });

  it.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/%2e%2e%5csecret.txt',
    '/_next/static/..%2f..%2f..%2fsecret.txt',
    '//../secret.txt',
    '/icon.svg/../../secret.txt',
    '/..%00/secret.txt',
    '/secret.txt',
  ])('lead nobody to a file beside them: %s', async (path) => {
    writeFileSync(join(directory, '../secret.txt'), 'a secret');
    const asked = `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`;
    expect(await RawConnection.exchange(server.origin, asked)).not.toContain('a secret');
  });

  it.each(['bytes=5-2', 'bytes=999999-', 'bytes=-', 'x'])('survive the range %s', async (range) => {
    const response = await fetch(`${server.origin}/_next/static/a1b2.js`, { headers: { range } });
    expect([response.status, await response.text()]).toEqual([200, script]);
  });
});

describe('origins', () => {
  const connect = (origin: string | undefined, transport: 'polling' | 'websocket', to = server) =>
    TestClient.connect(to.origin, {
      transports: [transport],
      ...(origin !== undefined && { extraHeaders: { origin } }),
    });

  it.each(['polling', 'websocket'] as const)(
    'may be our own, the public one, or none, over %s',
    async (transport) => {
      for (const origin of [server.origin, 'https://call.example.org', undefined]) {
        (await connect(origin, transport)).close();
      }
    },
  );

  it.each(['polling', 'websocket'] as const)('may be no stranger, over %s', async (transport) => {
    for (const origin of ['https://evil.example', 'null', 'https://call.example.org.evil.example']) {
      await expect(connect(origin, transport)).rejects.toThrow();
    }
  });

  it('may be one that ALLOWED_ORIGINS lists', async () => {
    const open = await startTestServer({ ALLOWED_ORIGINS: 'https://pages.example' });
    (await connect('https://pages.example', 'polling', open)).close();
    const preflight = { method: 'OPTIONS', headers: { origin: 'https://pages.example' } };
    const { status, headers } = await fetch(`${open.origin}/socket.io/?EIO=4&transport=polling`, preflight);
    expect([status, headers.get('access-control-allow-origin')]).toEqual([204, 'https://pages.example']);
    await open.close();
  });
});

describe('long polling', () => {
  it('carries a call where no WebSocket gets through', async () => {
    const room = await makeRoom();
    const [ada, bob] = await Promise.all(
      [1, 2].map(() => TestClient.connect(server.origin, { transports: ['polling'] })),
    );
    const seat = await makeSeat(room);
    await ada?.watch(room, seat);
    await ada?.join();
    await bob?.watch(room, await makeSeat(room));
    await bob?.join();
    const envelope = makeEnvelope('description', 9_000);
    expect(await bob?.request('signal:send', { to: seat.participantId, envelope })).toMatchObject({
      ok: true,
    });
    expect(await ada?.next('signal:received')).toMatchObject({ envelope });
  });
});

describe('limits of an address', () => {
  it('refuse what it opens beyond LIMIT_CONNECTIONS, and make room when one closes', async () => {
    const limited = await startTestServer({ LIMIT_CONNECTIONS: '2' });
    const first = await TestClient.connect(limited.origin);
    await TestClient.connect(limited.origin);
    await expect(TestClient.connect(limited.origin)).rejects.toThrow();
    first.close();
    await expect.poll(() => TestClient.connect(limited.origin).catch(() => null)).toBeInstanceOf(TestClient);
    await limited.close();
  });

  it('refuse handshakes beyond LIMIT_CONNECTIONS_PER_MINUTE', async () => {
    const limited = await startTestServer({ LIMIT_CONNECTIONS_PER_MINUTE: '2' });
    for (let i = 0; i < 2; i++) (await TestClient.connect(limited.origin)).close();
    await expect(TestClient.connect(limited.origin)).rejects.toThrow();
    await limited.close();
  });
});
