import { afterEach, describe, expect, it, vi } from 'vitest';
import { type ClientPayload, protocolVersion } from '@/lib/protocol';
import { closeAll, createChannel, reach, type ServerSocket, startServer } from './test-server';

afterEach(closeAll);

const watch: ClientPayload<'room:watch'> = {
  protocolVersion,
  roomId: 'aaaa-aaaa-aaaa-aaaa',
  admission: 'A'.repeat(43),
  seatToken: 'A'.repeat(22),
  epoch: 'A'.repeat(11),
};
const reply = {
  participantId: 'bbbb-bbbb-bbbb-bbbb',
  participants: [],
  capacity: 8,
  ice: { iceServers: [], iceTransportPolicy: 'all', ttlS: null },
};
const granted = { ok: true, value: reply };
const refused = { ok: false, code: 'room-full' };

/** A server that answers openings with `answer`, or what is in it for each, and writes down what it is asked besides. */
async function startOpenServer(answer: unknown, prepare: (socket: ServerSocket) => void = () => undefined) {
  const openings: unknown[] = [];
  const requests: string[] = [];
  const sockets: ServerSocket[] = [];
  const { port, server } = await startServer((socket) => {
    sockets.push(socket);
    prepare(socket);
    openings.push(socket.handshake.auth.watch);
    const own = Array.isArray(answer) ? answer[openings.length - 1] : answer;
    if (own !== undefined && socket.handshake.auth.watch) socket.emit('room:watched', own);
    socket.onAny((event, _payload, ack) => {
      requests.push(event);
      ack(granted);
    });
  });
  return { port, server, openings, requests, sockets };
}

describe('the watch that a connection is opened with (J9)', () => {
  it('has its answer without being said again', async () => {
    const server = await startOpenServer(granted);
    const channel = createChannel(server.port);
    channel.connect(watch);
    await reach(channel, 'online');
    await expect(channel.request('room:watch', watch)).resolves.toEqual(granted);
    expect(server.openings).toEqual([watch]);
    expect(server.requests).toEqual([]);
  });

  it('is said in a request of its own after a refusal', async () => {
    const server = await startOpenServer(refused);
    const channel = createChannel(server.port);
    channel.connect(watch);
    await reach(channel, 'online');
    await expect(channel.request('room:watch', watch)).resolves.toEqual(refused);
    await expect(channel.request('room:watch', watch)).resolves.toEqual(granted);
    expect(server.requests).toEqual(['room:watch']);
  });

  it('opens every connection that follows, too', async () => {
    const server = await startOpenServer(granted);
    const channel = createChannel(server.port);
    channel.connect(watch);
    await reach(channel, 'online');
    server.sockets[0]?.disconnect(true);
    await vi.waitFor(() => expect(channel.states).toEqual(['online', 'offline', 'online']), 10_000);
    await expect(channel.request('room:watch', watch)).resolves.toEqual(granted);
    expect(server.openings).toEqual([watch, watch]);
    expect(server.requests).toEqual([]);
  });

  it('answers server-unreachable when the connection is lost before the answer', async () => {
    const server = await startOpenServer(undefined);
    const channel = createChannel(server.port, { requestTimeoutMs: 3_600_000 });
    channel.connect(watch);
    await reach(channel, 'online');
    const answer = channel.request('room:watch', watch);
    server.sockets[0]?.disconnect(true);
    await expect(answer).resolves.toEqual({ ok: false, code: 'server-unreachable' });
  });

  it('is given up with a server that does not know it: the next connection asks in a request', async () => {
    const server = await startOpenServer(undefined);
    const channel = createChannel(server.port, { requestTimeoutMs: 3_600_000 });
    channel.connect(watch);
    await reach(channel, 'online');
    await expect(channel.request('room:watch', watch, { timeoutMs: 20 })).resolves.toEqual({
      ok: false,
      code: 'server-unreachable',
    });
    await vi.waitFor(() => expect(server.openings).toEqual([watch, undefined]), 10_000);
    await reach(channel, 'online');
    await expect(channel.request('room:watch', watch)).resolves.toEqual(granted);
  });

  it.each([
    ['has been answered', granted],
    ['has not been answered', undefined],
  ])('opens the connection that one moves to, where that of the former %s (L4)', async (_which, first) => {
    const server = await startOpenServer([first, granted], (socket) => {
      if (server.sockets.length === 1) socket.emit('server:draining', { moveInMs: 10 });
    });
    const channel = createChannel(server.port, { requestTimeoutMs: 3_600_000 });
    channel.connect(watch);
    await reach(channel, 'online');
    const former = channel.request('room:watch', watch);
    await vi.waitFor(() => expect(channel.states).toEqual(['online', 'offline', 'online']), 10_000);
    await expect(former).resolves.toEqual(first ?? { ok: false, code: 'server-unreachable' });
    await expect(channel.request('room:watch', watch)).resolves.toEqual(granted);
    expect(server.openings).toEqual([watch, watch]);
    expect(server.requests).toEqual([]);
  });

  it('is said again to a server that has known it, when an answer does not come in time', async () => {
    const server = await startOpenServer([granted, undefined, granted]);
    const channel = createChannel(server.port, { requestTimeoutMs: 3_600_000 });
    channel.connect(watch);
    await reach(channel, 'online');
    await channel.request('room:watch', watch);
    server.sockets[0]?.disconnect(true);
    await vi.waitFor(() => expect(server.openings).toHaveLength(2), 10_000);
    await reach(channel, 'online');
    await channel.request('room:watch', watch, { timeoutMs: 20 });
    await vi.waitFor(() => expect(server.openings).toEqual([watch, watch, watch]), 10_000);
    expect(server.requests).toEqual([]);
  });

  it('is no measure of the way to the server: the handshake before it is', async () => {
    const server = await startOpenServer(granted);
    const wayMs = 150;
    server.server.use((_socket, next) => setTimeout(next, wayMs));
    const channel = createChannel(server.port);
    channel.connect(watch);
    await reach(channel, 'online');
    await channel.request('room:watch', watch);
    expect(channel.roundTripMs).toBeGreaterThanOrEqual(wayMs - 1);
  });
});
