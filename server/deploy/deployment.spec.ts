import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { testIceServer } from '../ice/test-ice-server';
import { callThroughPort443 } from '../testing/deployment/browser-call';
import { type Deployment, type Ground, startDeployment } from '../testing/deployment/deployment';
import {
  allocate,
  codeOf,
  connectTo,
  participantsIce,
  presentedByTurn,
  secureNameOf,
} from '../testing/deployment/outsider';
import { SimulatedPerson } from '../testing/simulated-person';
import { TestClient } from '../testing/test-client';
import { makeRoom, makeSeat } from '../testing/wire-data';

const ground = JSON.parse(process.env.DEPLOYMENT ?? 'null') as Ground;
const { domain } = ground;
const origin = `https://${domain}`;
const turnDomain = `turn.${domain}`;
const never = new AbortController().signal;
const metricsToken = 'a-token-of-the-test';
let deployment: Deployment;

beforeAll(async () => {
  // Browsers of one machine would find each other without the relay.
  deployment = await startDeployment(ground, {
    ROOM_CAPACITY: '3',
    ICE_TRANSPORT_POLICY: 'relay',
    METRICS_TOKEN: metricsToken,
  });
  // At first coturn presents what `prepare` made.
  await vi.waitFor(() => presentedByTurn(domain), { timeout: 20_000, interval: 200 });
});
afterAll(() => deployment?.stop());

describe('pages', () => {
  it('are served over HTTPS by Caddy, for good', async () => {
    const response = await fetch(origin);
    expect(response.status).toBe(200);
    expect(response.headers.get('strict-transport-security')).toContain('max-age');
    expect(await response.text()).toContain('Parley');
  });

  it.each(['/r/aaaa-bbbb-cccc-dddd', '/check', '/direct', '/icon.svg'])('hold all of %s', async (path) => {
    expect((await fetch(origin + path)).status).toBe(200);
  });

  it('lead from http to https', async () => {
    const { headers } = await fetch(`http://${domain}/r/x`, { redirect: 'manual' });
    expect(headers.get('location')).toBe(`${origin}/r/x`);
  });

  it('are told the addresses that people have', async () => {
    await fetch(origin);
    const told = deployment.toldAddresses();
    if (told !== null) for (const address of told) expect(ground.outsideAddresses).toContain(address);
  });
});

describe('signaling', () => {
  it('goes over WebSocket and over long polling', async () => {
    for (const transports of [['websocket'], ['polling']] as const) {
      const client = await TestClient.connect(origin, { transports: [...transports] });
      expect(client.socket.io.engine.transport.name).toBe(transports[0]);
      client.close();
    }
  });
});

describe('metrics', () => {
  it.each(['127.0.0.11', '127.0.0.12'])('of the node at %s can be read on the server', (address) => {
    const wget = ['wget', '-q', '-O', '-', `--header=Authorization: Bearer ${metricsToken}`];
    const url = `http://${address}:9464/metrics`;
    const text = execFileSync('ip', ['netns', 'exec', ground.server, ...wget, url], { encoding: 'utf8' });
    expect(text).toContain('parley_connections ');
  });

  it('are of no use through Caddy, behind which any node answers', async () => {
    const headers = { Authorization: `Bearer ${metricsToken}` };
    expect((await fetch(`${origin}/metrics`, { headers })).status).toBe(404);
  });
});

describe('the relay', () => {
  it('is offered over UDP, TCP and TLS on port 443', async () => {
    const { urls } = await participantsIce(domain);
    expect(urls).toEqual([
      `stun:${turnDomain}:3478`,
      `turn:${turnDomain}:3478?transport=udp`,
      `turn:${turnDomain}:3478?transport=tcp`,
      `turns:${turnDomain}:443?transport=tcp`,
    ]);
  });

  it('relays over each of them with the credentials of a participant', async () => {
    const { urls, credentials } = await participantsIce(domain);
    for (const url of urls) {
      expect(await testIceServer(url, url.startsWith('stun') ? null : credentials, never)).toMatchObject({
        url,
        state: 'ok',
      });
    }
  });

  it('does so says /readyz, too', async () => {
    await vi.waitFor(
      async () => {
        const { turn } = (await (await fetch(`${origin}/readyz`)).json()) as { turn: { state: string }[] };
        expect(turn.map(({ state }) => state)).toEqual(['ok', 'ok', 'ok']);
      },
      { timeout: 40_000, interval: 200 },
    );
  });

  it('presents a certificate of its own name on 443, beside that of the pages', async () => {
    for (const name of [turnDomain, domain]) expect(await secureNameOf(domain, name)).toBe(`DNS:${name}`);
  });

  it.each([
    '127.0.0.1',
    '10.0.0.1',
    '172.16.0.1',
    '192.168.0.1',
    '100.64.0.1',
    '169.254.169.254',
    '0.0.0.0',
    '224.0.0.1',
    '::1',
    '::ffff:10.0.0.1',
    'fd00::1',
    'fe80::1',
    '64:ff9b::a00:1',
  ])('leads nobody to %s', async (address) => {
    const { credentials } = await participantsIce(domain);
    const { client, allocation } = await allocate(domain, credentials);
    // 443: not an address that this allocation could reach at all (RFC 8656 9.2).
    expect(['forbidden', 'stun-error-443']).toContain(
      await codeOf(allocation.permit({ address, port: 80 }, never)),
    );
    expect(await codeOf(allocation.permit({ address: '203.0.113.9', port: 80 }, never))).toBe('granted');
    await allocation.release(never);
    client.close();
  });

  it('gives one person so many allocations and no more', async () => {
    const { credentials } = await participantsIce(domain);
    const made = await Promise.all(Array.from({ length: 24 }, () => allocate(domain, credentials)));
    expect(await codeOf(allocate(domain, credentials))).toBe('quota-reached');
    await Promise.all(made.map(({ allocation }) => allocation.release(never)));
    for (const { client } of made) client.close();
  });

  it('refuses who has no credentials of ours', async () => {
    const stranger = { username: `${Math.floor(Date.now() / 1000) + 600}:x`, credential: 'guess' };
    expect(await codeOf(allocate(domain, stranger))).toBe('unauthorized');
  });
});

describe('a call', () => {
  it('of two people who are let out to port 443 alone', async () => {
    await callThroughPort443(origin);
  });
});

describe('secrets', () => {
  const secret = (...path: string[]) => readFileSync(join(deployment.volume('settings'), ...path), 'utf8');

  it('are made on the first start, long and none like another', () => {
    const [turn, redis] = [secret('turn-secret'), secret('redis-password')];
    expect(turn).toMatch(/^[\w-]{43}$/);
    expect(redis).toMatch(/^[\w-]{43}$/);
    expect(turn).not.toBe(redis);
  });

  it('are kept at the next', async () => {
    const before = [secret('turn-secret'), secret('redis-password'), secret('coturn', 'turnserver.conf')];
    const prepare = deployment.stack.start('prepare');
    expect(await prepare.ended(), prepare.log).toBe(0);
    const after = [secret('turn-secret'), secret('redis-password'), secret('coturn', 'turnserver.conf')];
    expect(after).toEqual(before);
  });

  it.each([
    ['app', 10001],
    ['coturn', 10003],
    ['redis', 10004],
  ])('of %s can be read by it alone', (service, uid) => {
    const directory = join(deployment.volume('settings'), service);
    expect([statSync(directory).uid, statSync(directory).mode & 0o777]).toEqual([uid, 0o500]);
    for (const name of readdirSync(directory)) {
      const { uid: owner, mode } = statSync(join(directory, name));
      expect([name, owner, mode & 0o777]).toEqual([name, uid, 0o400]);
    }
  });

  it('are in no log', () => {
    const logs = deployment.stack.logs();
    for (const name of ['turn-secret', 'redis-password']) expect(logs).not.toContain(secret(name));
  });
});

describe.each(ground.serverAddresses)('the firewall of the guide at %s', (address) => {
  it.each([80, 443, 3478])('lets people in at %d', async (port) => {
    expect(await connectTo(address, port)).toBe('open');
  });

  it.each([2019, 3000, 5349, 6379, 18080, 18404, 18443])('keeps %d from people outside', async (port) => {
    expect(await connectTo(address, port)).toBe('ECONNREFUSED');
  });
});

describe('a certificate that Caddy has renewed', () => {
  it('is what coturn presents soon, and calls go on meanwhile', async () => {
    const before = await presentedByTurn(domain);
    const { credentials } = await participantsIce(domain);
    const { client, allocation } = await allocate(domain, credentials);
    const caddy = deployment.stack.get('caddy');
    await caddy.stop();
    const kept = join(deployment.volume('certificates'), 'caddy/certificates/local', turnDomain);
    rmSync(kept, { recursive: true });
    deployment.stack.start('caddy');
    await vi.waitFor(async () => expect(await presentedByTurn(domain)).not.toBe(before), {
      timeout: 20_000,
      interval: 250,
    });
    expect(await codeOf(allocation.permit({ address: '203.0.113.9', port: 80 }, never))).toBe('granted');
    await allocation.release(never);
    client.close();
  });
});

describe('two nodes', () => {
  it('keep whoever polls on the node that knows them', async () => {
    const poll = async () => {
      const room = await makeRoom();
      const client = await TestClient.connect(origin, { transports: ['polling'] });
      await client.watch(room, await makeSeat(room));
      const joined = await client.join();
      client.close();
      return joined.ok;
    };
    expect(await Promise.all(Array.from({ length: 6 }, poll))).toEqual(Array(6).fill(true));
  });

  it('share rooms, and when one is killed the other serves', async () => {
    await vi.waitFor(async () => expect((await fetch(origin)).status).toBe(200), { timeout: 10_000 });
    const rooms = await Promise.all(Array.from({ length: 8 }, makeRoom));
    const people = (
      await Promise.all(
        rooms.map(async (room) => {
          const seats = await Promise.all([makeSeat(room), makeSeat(room), makeSeat(room)]);
          return seats.map((seat) => new SimulatedPerson(origin, room, seat, 3));
        }),
      )
    ).flat();
    const isWithTwo = ({ isSeated, others }: SimulatedPerson) =>
      isSeated && [...others.values()].filter((o) => !o.isInterrupted).length === 2;
    const areTogether = () => people.every(isWithTwo);
    await vi.waitFor(() => expect(areTogether()).toBe(true), { timeout: 15_000 });

    deployment.stack.get('app').kill('SIGKILL');
    await vi.waitFor(() => expect(people.some(({ losses }) => losses > 0)).toBe(true), { timeout: 10_000 });
    await vi.waitFor(() => expect(areTogether()).toBe(true), { timeout: 20_000 });
    // Some were on the other node all the while.
    expect(people.some(({ losses }) => losses === 0)).toBe(true);
    expect(people.flatMap(({ complaints }) => complaints)).toEqual([]);
    expect((await fetch(origin)).status).toBe(200);
    await Promise.all(people.map((person) => person.leave()));
  });
});

describe('logs', () => {
  it('name no room and nobody outside, also while all nodes are away', async () => {
    const room = 'aaaa-bbbb-cccc-dddd';
    await deployment.stack.get('app2').stop();
    expect((await fetch(`${origin}/r/${room}`)).status).toBeGreaterThan(500);
    const logs = deployment.stack.logs();
    expect(logs).toContain('http.log.error');
    for (const trace of [room, 'room=']) expect(logs).not.toContain(trace);
    // The server's addresses begin with those of the others.
    for (const address of ground.outsideAddresses) expect(logs).not.toMatch(new RegExp(`${address}(?!\\d)`));
    deployment.stack.start('app2');
    await vi.waitFor(async () => expect((await fetch(origin)).status).toBe(200), { timeout: 10_000 });
  });
});

describe('docker stop', () => {
  it.each(['app2', 'coturn', 'certificate', 'redis', 'caddy', 'front'])('ends %s in order', async (name) => {
    const container = deployment.stack.get(name);
    const code = await Promise.race([
      container.stop(),
      new Promise((resolve) => setTimeout(resolve, 10_000, 'still there')),
    ]);
    expect(code).toBe(0);
  });
});
