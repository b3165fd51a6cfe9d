import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RawConnection } from '../testing/raw-connection';
import { TestClient } from '../testing/test-client';
import { startTestServer, type TestServer } from '../testing/test-server';

const asked: string[] = [];
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer(
    {},
    {
      handlePage: async ({ method = '', url = '' }, response) => {
        asked.push(`${method} ${url}`);
        response.end();
      },
    },
  );
});
afterAll(() => server.close());

const ask = (line: string, headers = '') =>
  RawConnection.exchange(
    server.origin,
    `${line} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${headers}\r\n`,
  );

describe('a request that nothing here is meant for', () => {
  it.each([
    ['GET http://evil.example/', 400],
    ['GET evil.example:443', 400],
    ['OPTIONS *', 400],
    ['POST /', 405],
    ['PUT /healthz', 405],
    ['DELETE /r/aaaa-aaaa-aaaa-aaaa', 405],
    ['TRACE /', 405],
    ['OPTIONS /', 405],
    ['PUT /socket.io/?EIO=4&transport=polling', 405],
    ['OPTIONS /socket.io/?EIO=4&transport=polling', 405],
    ['HEAD /socket.io/?EIO=4&transport=polling', 405],
  ])('(%s) is answered with %i and reaches no page', async (line, status) => {
    asked.length = 0;
    expect(await ask(line)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(asked).toEqual([]);
  });

  it('ends no more than its own connection when it asks for an upgrade', async () => {
    const upgrade = 'Connection: Upgrade\r\nUpgrade: websocket\r\n';
    const raw = await RawConnection.open(server.origin);
    raw.write(`PUT /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: localhost\r\n${upgrade}\r\n`);
    await raw.ended;
    (await TestClient.connect(server.origin)).close();
  });

  it('is not a page that is read or looked at, nor long polling', async () => {
    asked.length = 0;
    expect(await ask('GET /r/x')).toMatch(/^HTTP\/1.1 200 /);
    expect(await ask('HEAD /')).toMatch(/^HTTP\/1.1 200 /);
    expect(asked).toEqual(['GET /r/x', 'HEAD /']);
    (await TestClient.connect(server.origin, { transports: ['polling'] })).close();
  });
});
