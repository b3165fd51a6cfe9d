import { afterEach, describe, expect, it } from 'vitest';
import { RawConnection } from '../testing/raw-connection';
import { TestClient } from '../testing/test-client';
import { startTestServer, type TestServer } from '../testing/test-server';

let server: TestServer;
afterEach(() => server.close());

const health = 'GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n';

/** Opens TCP connections that say nothing. */
const openSilent = (count: number) =>
  Promise.all(Array.from({ length: count }, () => RawConnection.open(server.origin)));

describe('connections that never ask for anything', () => {
  it('are refused beyond four times LIMIT_CONNECTIONS from one address, and let in as others end', async () => {
    server = await startTestServer({ LIMIT_CONNECTIONS: '2' });
    const silent = await openSilent(8);
    expect(await RawConnection.exchange(server.origin, health)).toBe('');
    silent[0]?.drop();
    await expect.poll(() => RawConnection.exchange(server.origin, health)).toMatch(/^HTTP\/1.1 200 /);
    for (const raw of silent) raw.drop();
  });

  it('count for nobody when they come through a proxy of ours, which many share', async () => {
    server = await startTestServer({ LIMIT_CONNECTIONS: '2', TRUST_PROXY: '127.0.0.1' });
    const silent = await openSilent(9);
    expect(await RawConnection.exchange(server.origin, health)).toMatch(/^HTTP\/1.1 200 /);
    for (const raw of silent) raw.drop();
  });

  it('are ended after a time, and so are those that stop in the middle of their headers or their body', async () => {
    server = await startTestServer();
    expect(server.httpServer.headersTimeout).toBeLessThanOrEqual(20_000);
    expect(server.httpServer.requestTimeout).toBeLessThanOrEqual(60_000);
    // Nothing here waits as long as people may.
    server.httpServer.headersTimeout = 100;
    server.httpServer.requestTimeout = 200;
    const [silent, slow, half] = await openSilent(3);
    slow?.write('GET / HTTP/1.1\r\nHost: local');
    half?.write(
      'POST /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nx',
    );
    for (const raw of [silent, slow, half]) expect(await raw?.ended).toMatch(/^(HTTP\/1\.1 4|$)/);
  });

  it('keep no server from ending, nor does who reads nothing', async () => {
    server = await startTestServer();
    const [silent] = await openSilent(1);
    const deaf = await TestClient.connect(server.origin);
    deaf.stopReading();
    await server.close();
    expect(await silent?.ended).toBe('');
    deaf.close();
  });
});
