import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { Agent, get } from 'node:https';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { RawConnection } from '../testing/raw-connection';
import { TestClient } from '../testing/test-client';
import { startTestServer, type TestServer } from '../testing/test-server';
import { keepCertificate, type LocalCertificate } from './keep-certificate';

const directory = mkdtempSync(join(tmpdir(), 'parley-lead-'));
const asked: string[] = [];
let certificate: LocalCertificate;
let server: TestServer;

beforeAll(async () => {
  certificate = await keepCertificate(directory, { names: ['localhost'], addresses: ['127.0.0.1'] });
});
afterAll(() => rmSync(directory, { recursive: true }));
beforeEach(async () => {
  asked.length = 0;
  server = await startTestServer(
    { LIMIT_CONNECTIONS: '2' },
    {
      certificate,
      handlePage: async ({ url = '' }, response) => {
        asked.push(url);
        response.end('a page');
      },
    },
  );
});
afterEach(() => server.close());

const portOf = () => new URL(server.origin).port;
const exchange = (line: string, ...headers: string[]) =>
  RawConnection.exchange(server.origin, `${[line, ...headers].join('\r\n')}\r\n\r\n`);

async function fetchSecurely(path: string): Promise<string> {
  const agent = new Agent({ ca: certificate.authority });
  const asking = get({ host: '127.0.0.1', port: portOf(), path, agent });
  const [response] = await once(asking, 'response');
  return text(response);
}

describe('plain http at the port of https', () => {
  it.each([
    ['GET /r/aaaa-bbbb?x=%2F&y', '192.168.1.7:3000'],
    ['HEAD /', 'desk.local:3000'],
    ['GET /check', '[fd00::7]:3000'],
    ['POST /socket.io/?EIO=4&transport=polling', 'localhost:3000'],
    ['GET //evil.example/', 'localhost'],
  ])('is led on: %s at %s', async (line, host) => {
    const [method, path] = line.split(' ');
    const answer = await exchange(`${method} ${path} HTTP/1.1`, `Host: ${host}`);
    expect(answer).toMatch(/^HTTP\/1\.1 308 /);
    expect(answer).toContain(`\r\nLocation: https://${host}${path}\r\n`);
    // Browsers keep such an answer for good, and tomorrow the same port may serve plain http.
    expect(answer).toContain('\r\nCache-Control: no-store\r\n');
  });

  it('leads whoever follows to the page that was asked for', async () => {
    const asking = request({ host: '127.0.0.1', port: portOf(), path: '/check' }).end();
    const [{ headers }] = await once(asking, 'response');
    expect(headers.location).toBe(`https://127.0.0.1:${portOf()}/check`);
    expect(await fetchSecurely(new URL(headers.location).pathname)).toBe('a page');
  });

  it.each([
    ['no host', 'GET / HTTP/1.0'],
    ['a host that is none', 'GET / HTTP/1.1', 'Host: a@evil.example'],
    ['a host with a path', 'GET / HTTP/1.1', 'Host: evil.example/x?'],
    ['an empty host', 'GET / HTTP/1.1', 'Host:'],
    ['another address for a path', 'GET http://evil.example/ HTTP/1.1', 'Host: localhost'],
  ])('with %s is told in words', async (_what, ...lines) => {
    const answer = await exchange(lines[0] ?? '', ...lines.slice(1));
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('put https:// in front of it.');
    expect(answer).not.toMatch(/^location:/im);
  });

  it('reaches no page, no upgrade and nothing else of the server', async () => {
    const upgrade = ['Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13'];
    const key = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==';
    for (const path of ['/', '/healthz', '/local-authority.crt', '/socket.io/?EIO=4&transport=websocket']) {
      const answer = await exchange(`GET ${path} HTTP/1.1`, 'Host: localhost', ...upgrade, key);
      expect(answer).toMatch(/^HTTP\/1\.1 308 /);
    }
    expect(await exchange('CONNECT evil.example:443 HTTP/1.1', 'Host: localhost')).toBe('');
    expect(await exchange('neither TLS nor HTTP')).toMatch(/^HTTP\/1\.1 400 /);
    expect(asked).toEqual([]);
  });

  it('leaves https and WebSocket as they are', async () => {
    expect(await fetchSecurely('/healthz')).toBe('{"status":"ok"}');
    const ca = certificate.authority;
    (await TestClient.connect(`https://127.0.0.1:${portOf()}`, { ca })).close();
  });
});

describe('connections to the port of https that never ask for anything', () => {
  it('are cut off after a time, and so are plain ones that stop in the middle', async () => {
    server.httpServer.headersTimeout = 100;
    const silent = await RawConnection.open(server.origin);
    const slow = await RawConnection.open(server.origin);
    slow.write('GET / HTTP/1.1\r\nHost: local');
    const half = await RawConnection.open(server.origin);
    half.end();
    for (const raw of [silent, slow, half]) expect(await raw.ended).toBe('');
  });

  it('end no more than themselves when they are reset', async () => {
    for (const said of ['', 'GET / HTTP/1.1\r\n', '\u0016\u0003']) {
      const accepted = once(server.httpServer, 'connection');
      const socket = connect(Number(portOf()), '127.0.0.1').on('error', () => undefined);
      const [seen] = await accepted;
      socket.write(said);
      socket.resetAndDestroy();
      await new Promise((resolve) => seen.once('close', resolve));
    }
    expect(await fetchSecurely('/healthz')).toBe('{"status":"ok"}');
  });

  it('count for their address', async () => {
    const silent = await Promise.all(Array.from({ length: 8 }, () => RawConnection.open(server.origin)));
    expect(await exchange('GET / HTTP/1.1', 'Host: localhost')).toBe('');
    silent[0]?.drop();
    await expect.poll(() => exchange('GET / HTTP/1.1', 'Host: localhost')).toMatch(/^HTTP\/1\.1 308 /);
    for (const raw of silent) raw.drop();
  });

  it('keep no server from ending', async () => {
    const silent = await RawConnection.open(server.origin);
    const slow = await RawConnection.open(server.origin);
    slow.write('GET / HTTP/1.1\r\nHost: local');
    await server.close();
    expect([await silent.ended, await slow.ended]).toEqual(['', '']);
  });
});
