import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FakeClock } from '../testing/fake-clock';
import { freePort } from '../testing/free-port';
import { readMetrics } from '../testing/read-metrics';
import { joinRoom, TestClient, watchRoom } from '../testing/test-client';
import { startTestServer, type TestServer } from '../testing/test-server';
import { makeEnvelope, makeRoom, makeSeat, withNewEpoch } from '../testing/wire-data';

const token = 'a token for the tests';
const statusOf = async (url: string, headers: Record<string, string> = {}) =>
  (await fetch(url, { headers })).status;

describe('/metrics', () => {
  it('is not there unless it is asked for', async () => {
    const server = await startTestServer();
    expect(await statusOf(`${server.origin}/metrics`)).toBe(404);
    await server.close();
  });

  it('is on a port of its own and on no other, and nothing else is there', async () => {
    const port = await freePort();
    const server = await startTestServer({ METRICS_PORT: String(port) });
    const own = `http://127.0.0.1:${port}`;
    const response = await fetch(`${own}/metrics`);
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(await response.text()).toContain('\nparley_participants 0\n');
    expect(await statusOf(`${own}/healthz`)).toBe(404);
    expect(await statusOf(`${server.origin}/metrics`)).toBe(404);
    await server.close();
    await expect(fetch(`${own}/metrics`)).rejects.toThrow();
  });

  it.each([
    ['no token', {}],
    ['another', { authorization: 'Bearer a token for the test' }],
    ['a longer one', { authorization: `Bearer ${token}s` }],
    ['another scheme', { authorization: `Basic ${token}` }],
  ])('refuses whoever brings %s, on either port', async (_what, headers) => {
    const port = await freePort();
    const [shared, own] = await Promise.all([
      startTestServer({ METRICS_TOKEN: token }),
      startTestServer({ METRICS_TOKEN: token, METRICS_PORT: String(port) }),
    ]);
    for (const origin of [shared.origin, `http://127.0.0.1:${port}`]) {
      expect(await statusOf(`${origin}/metrics`, headers)).toBe(401);
      expect((await readMetrics(origin, token)).size).toBeGreaterThan(0);
    }
    await Promise.all([shared.close(), own.close()]);
  });

  it('stops the start when its port is taken', async () => {
    const port = await freePort();
    const first = await startTestServer({ METRICS_PORT: String(port) });
    await expect(startTestServer({ METRICS_PORT: String(port) })).rejects.toMatchObject({
      code: 'EADDRINUSE',
      port,
    });
    await first.close();
  });
});

describe('the metrics', () => {
  const clock = new FakeClock();
  let server: TestServer;
  const read = () => readMetrics(server.origin, token);
  beforeAll(async () => {
    server = await startTestServer(
      { METRICS_TOKEN: token, ROOM_CAPACITY: '2', LIMIT_MESSAGES_PER_S: '5', LIMIT_CONNECTIONS: '100' },
      { clock },
    );
  });
  afterAll(() => server.close());

  it('say who is there, in numbers', async () => {
    const before = await read();
    const room = await makeRoom();
    const ada = await joinRoom(server.origin, room);
    const bob = await watchRoom(server.origin, room);
    const polling = await TestClient.connect(server.origin, { transports: ['polling'] });
    const during = await read();
    const gain = (series: string) => (during.get(series) ?? Number.NaN) - (before.get(series) ?? Number.NaN);
    expect(gain('parley_sockets{transport="websocket"}')).toBe(2);
    expect(gain('parley_sockets{transport="polling"}')).toBe(1);
    expect(gain('parley_connections')).toBe(3);
    expect(gain('parley_participants')).toBe(1);
    expect(gain('parley_rooms{size="1"}')).toBe(1);
    for (const client of [ada.client, bob.client, polling]) client.close();
    await expect.poll(async () => (await read()).get('parley_connections')).toBe(0);
  });

  it('count what is asked and what becomes of it', async () => {
    const before = await read();
    const room = await makeRoom();
    const ada = await joinRoom(server.origin, room);
    const bob = await joinRoom(server.origin, room);
    const cleo = await watchRoom(server.origin, room);
    await cleo.client.join();
    const signal = { to: bob.participantId, envelope: makeEnvelope() };
    await ada.client.request('signal:send', signal);
    await ada.client.request('signal:send', signal);
    await cleo.client.request('signal:send', signal);
    const again = await joinRoom(server.origin, room, bob.seat);
    const reloaded = await joinRoom(server.origin, room, withNewEpoch(bob.seat));
    await expect(
      TestClient.connect(server.origin, { extraHeaders: { origin: 'https://evil.example' } }),
    ).rejects.toThrow();
    const after = await read();
    const gain = (series: string) => (after.get(series) ?? Number.NaN) - (before.get(series) ?? Number.NaN);
    expect(gain('parley_joins_total{result="ok"}')).toBe(4);
    expect(gain('parley_joins_total{result="room-full"}')).toBe(1);
    expect(gain('parley_arrivals_total{kind="new"}')).toBe(2);
    expect(gain('parley_arrivals_total{kind="return"}')).toBe(1);
    expect(gain('parley_arrivals_total{kind="replacement"}')).toBe(1);
    expect(gain('parley_signals_relayed_total')).toBe(2);
    expect(gain('parley_signal_relay_seconds_count')).toBe(2);
    expect(gain('parley_signal_relay_seconds_bucket{le="+Inf"}')).toBe(2);
    expect(gain('parley_signal_relay_seconds_bucket{le="0.00005"}')).toBe(2);
    expect(gain('parley_requests_refused_total{code="not-joined"}')).toBe(1);
    expect(gain('parley_connections_refused_total{reason="origin"}')).toBe(1);
    for (const { client } of [ada, bob, cleo, again, reloaded]) client.close();
  });

  it('stay the same series, whatever names and codes a flood invents, and name nobody', async () => {
    const before = await read();
    const room = await makeRoom();
    const seat = await makeSeat(room);
    const names = ['constructor', '__proto__', 'room:join\n', '"}', ''];
    for (let i = 0; i < 4; i++) {
      const client = await TestClient.connect(server.origin);
      await client.watch(room, seat, { protocolVersion: i, epoch: `"${i}` });
      for (let j = 0; j < 20; j++) {
        client.socket.emit(names[j] ?? `invented:${i}:${j}`, { code: `hostile-${j}`, result: j });
        client.socket.emit('signal:send', { to: `nobody-${j}`, envelope: makeEnvelope() });
      }
      const flood = () => client.socket.connected && client.socket.emit('room:join', {});
      while (flood()) await new Promise((resolve) => setImmediate(resolve));
    }
    const after = await read();
    expect([...after.keys()]).toEqual([...before.keys()]);
    const refused = (code: string) => after.get(`parley_requests_refused_total{code="${code}"}`);
    expect(refused('bad-request')).toBeGreaterThan(20);
    expect(refused('rate-limited')).toBeGreaterThan(20);
    expect(after.get('parley_floods_ended_total')).toBe(4);
    const text = [...after.keys()].join('\n');
    for (const secret of [room.roomId, seat.participantId, '127.0.0.1', 'hostile', 'invented'])
      expect(text).not.toContain(secret);
  });

  it('tell that the server is about to stop, until it has', async () => {
    const stopping = await startTestServer({ METRICS_TOKEN: token });
    stopping.drain();
    expect((await readMetrics(stopping.origin, token)).get('parley_draining')).toBe(1);
    await stopping.close();
  });
});
