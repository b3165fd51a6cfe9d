import { afterEach, describe, expect, it, vi } from 'vitest';
import { type ClientPayload, protocolVersion } from '@/lib/protocol';
import { closeAll, createChannel, reach, startServer } from './test-server';

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

/** A server that answers openings with `answer`, and writes down what it is asked besides. */
async function startOpenServer(answer: unknown) {
  const openings: unknown[] = [];
  const requests: string[] = [];
  const sockets: { disconnect(isClosing: boolean): unknown }[] = [];
  const { port } = await startServer((socket) => {
    sockets.push(socket);
    openings.push(socket.handshake.auth.watch);
    if (answer !== undefined && socket.handshake.auth.watch) socket.emit('room:watched', answer);
    socket.onAny((event, _payload, ack) => {
      requests.push(event);
      ack(granted);
    });
  });
  return { port, openings, requests, sockets };
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
});
