import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestClient } from '../testing/test-client';
import { startTestServer, type TestServer } from '../testing/test-server';
import { refuseUpgrades } from './refuse-upgrades';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

/** Asks for an upgrade; the client's half stays open whatever the server does. */
async function askFor(path: string, origin = server.origin): Promise<Socket> {
  const { hostname, port } = new URL(origin);
  const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
  await once(socket, 'connect');
  socket.write(
    `GET ${path} HTTP/1.1\r\nHost: ${hostname}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
  );
  return socket;
}

const countConnections = () =>
  new Promise<number>((resolve, reject) =>
    server.httpServer.getConnections((error, count) => (error ? reject(error) : resolve(count))),
  );

describe('an upgrade', () => {
  it('that its client resets while nobody has decided on it yet does the server no harm', async () => {
    const undecided = createServer();
    refuseUpgrades(undecided, '/socket.io/');
    undecided.listen(0, '127.0.0.1');
    await once(undecided, 'listening');
    const { port } = undecided.address() as AddressInfo;
    const asked = once(undecided, 'upgrade');
    const client = await askFor('/socket.io/', `http://127.0.0.1:${port}`);
    const [, socket] = (await asked) as [unknown, Socket];
    const hasClosed = new Promise((resolve) => socket.once('close', resolve));
    // Written to as well as read from: either end of it tells of the reset.
    socket.resume().write('x');
    client.resetAndDestroy();
    await hasClosed;
    undecided.close();
  });

  it.each(['/', '/x', '/socket.iox', '/_next/hmr'])(
    'to %s is answered with 404, and its connection ended',
    async (path) => {
      const socket = await askFor(path);
      expect(await text(socket)).toMatch(/^HTTP\/1\.1 404 /);
      await expect.poll(countConnections).toBe(0);
      socket.destroy();
    },
  );

  it('that its client resets does the server no harm', async () => {
    const socket = await askFor('/x');
    socket.resetAndDestroy();
    const client = await TestClient.connect(server.origin);
    client.close();
    await expect.poll(countConnections).toBe(0);
  });
});
