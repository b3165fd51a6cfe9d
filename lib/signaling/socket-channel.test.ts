// biome-ignore lint/style/noRestrictedImports: the wire is tested against a real server.
import { Server, type Socket } from 'socket.io';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ServerEventName } from '@/lib/protocol';
import { silentLogger } from '@/lib/store/logger';
import type { ChannelState } from './channel';
import { createSocketChannel, type SocketChannelOptions } from './socket-channel';

const participantId = 'abcd-efgh-ijkl-mnop';
const servers: Server[] = [];
const channels: { close(): void }[] = [];

async function startServer(port = 0): Promise<{ server: Server; port: number }> {
  const server = new Server({ pingInterval: 2_000, pingTimeout: 2_000 });
  servers.push(server);
  server.listen(port);
  await once((done) => server.httpServer.once('listening', done));
  const address = server.httpServer.address();
  if (!address || typeof address === 'string') throw new Error('no port');
  return { server, port: address.port };
}

function open(port: number, options: Partial<SocketChannelOptions> = {}) {
  const channel = createSocketChannel({
    url: `http://127.0.0.1:${port}`,
    logger: silentLogger,
    reconnectDelayMs: 20,
    network: new EventTarget(),
    ...options,
  });
  channels.push(channel);
  const states: ChannelState[] = [];
  channel.onStateChange((state) => states.push(state));
  return Object.assign(channel, { states });
}

function once<T>(subscribe: (done: (value: T) => void) => void): Promise<T> {
  return new Promise(subscribe);
}

function until(channel: ReturnType<typeof open>, state: ChannelState): Promise<void> {
  return vi.waitFor(() => expect(channel.state).toBe(state), { timeout: 10_000, interval: 5 });
}

function onConnection(server: Server, handle: (socket: Socket) => void): void {
  server.on('connection', handle);
}

afterEach(async () => {
  for (const channel of channels.splice(0)) channel.close();
  for (const server of servers.splice(0)) await server.close();
});

describe('requests', () => {
  it('resolve with the value that the server acknowledges', async () => {
    const { server, port } = await startServer();
    onConnection(server, (socket) => {
      socket.on('signal:send', (payload, ack) =>
        ack(payload.to === participantId ? { ok: true, value: {} } : { ok: false, code: 'bad-request' }),
      );
    });
    const channel = open(port);
    channel.connect();
    await until(channel, 'online');
    await expect(channel.request('signal:send', { to: participantId, envelope })).resolves.toEqual({
      ok: true,
      value: {},
    });
  });

  it('resolve with the code of a refusal', async () => {
    const { server, port } = await startServer();
    onConnection(server, (socket) =>
      socket.on('room:leave', (_, ack) => ack({ ok: false, code: 'not-joined' })),
    );
    const channel = open(port);
    channel.connect();
    await until(channel, 'online');
    await expect(channel.request('room:leave', {})).resolves.toEqual({ ok: false, code: 'not-joined' });
  });

  it.each([
    ['nothing', undefined],
    ['text', 'ok'],
    ['a code nobody knows', { ok: false, code: 'teapot' }],
    ['no value', { ok: true }],
    ['a value of another event', { ok: true, value: { participants: [] } }],
    ['a value with an unknown key', { ok: true, value: { ...iceConfig(), extra: 1 } }],
  ])('resolve with internal when the acknowledgement holds %s', async (_, answer) => {
    const { server, port } = await startServer();
    onConnection(server, (socket) => socket.on('ice:refresh', (_payload, ack) => ack(answer)));
    const channel = open(port);
    channel.connect();
    await until(channel, 'online');
    await expect(channel.request('ice:refresh', {})).resolves.toEqual({ ok: false, code: 'internal' });
    expect(channel.states).toEqual(['online']);
  });

  it('resolve with server-unreachable before the first connection, and are never sent later', async () => {
    const { server, port } = await startServer();
    const heard: string[] = [];
    onConnection(server, (socket) => {
      socket.onAny((event, _payload, ack) => {
        heard.push(event);
        ack({ ok: true, value: {} });
      });
    });
    const channel = open(port, { requestTimeoutMs: 3_600_000 });
    const tooEarly = channel.request('room:leave', {});
    channel.connect();
    const stillTooEarly = channel.request('room:leave', {});
    await expect(tooEarly).resolves.toEqual({ ok: false, code: 'server-unreachable' });
    await expect(stillTooEarly).resolves.toEqual({ ok: false, code: 'server-unreachable' });
    await until(channel, 'online');
    await channel.request('signal:send', { to: participantId, envelope });
    expect(heard).toEqual(['signal:send']);
  });

  it('resolve with server-unreachable when the server goes before it answers', async () => {
    const { server, port } = await startServer();
    onConnection(server, (socket) => socket.on('room:leave', () => socket.conn.close()));
    const channel = open(port);
    channel.connect();
    await until(channel, 'online');
    await expect(channel.request('room:leave', {})).resolves.toEqual({
      ok: false,
      code: 'server-unreachable',
    });
  });

  it('resolve with server-unreachable when no answer comes, and the connection is made anew', async () => {
    const { server, port } = await startServer();
    let connections = 0;
    onConnection(server, () => connections++);
    const channel = open(port, { requestTimeoutMs: 30 });
    channel.connect();
    await until(channel, 'online');
    await expect(channel.request('room:leave', {})).resolves.toEqual({
      ok: false,
      code: 'server-unreachable',
    });
    await vi.waitFor(() => expect(connections).toBe(2));
    await until(channel, 'online');
    expect(channel.states).toEqual(['online', 'offline', 'online']);
  });

  it('are not kept for the next connection when the server has fallen silent', async () => {
    const { server, port } = await startServer();
    const heard: string[] = [];
    onConnection(server, (socket) => {
      socket.onAny((event, _payload, ack) => {
        heard.push(event);
        ack({ ok: true, value: {} });
      });
    });
    const channel = open(port);
    channel.connect();
    await until(channel, 'online');
    vi.spyOn(Date, 'now').mockReturnValueOnce(Number.MAX_SAFE_INTEGER);
    await expect(channel.request('room:leave', {})).resolves.toEqual({
      ok: false,
      code: 'server-unreachable',
    });
    await until(channel, 'online');
    await channel.request('signal:send', { to: participantId, envelope });
    expect(heard).toEqual(['signal:send']);
    expect(channel.states).toEqual(['online', 'offline', 'online']);
  });

  it('keep their order and lose none when many are made at once', async () => {
    const { server, port } = await startServer();
    const heard: number[] = [];
    onConnection(server, (socket) => {
      socket.on('signal:send', (payload, ack) => {
        heard.push(payload.envelope.seq);
        ack({ ok: true, value: {} });
      });
    });
    const channel = open(port);
    channel.connect();
    await until(channel, 'online');
    const seqs = Array.from({ length: 50 }, (_, index) => index + 1);
    const answers = await Promise.all(
      seqs.map((seq) =>
        channel.request('signal:send', { to: participantId, envelope: { ...envelope, seq } }),
      ),
    );
    expect(answers.every((answer) => answer.ok)).toBe(true);
    expect(heard).toEqual(seqs);
  });
});

describe('the connection', () => {
  it('comes back by itself when the server was away', async () => {
    const first = await startServer();
    const channel = open(first.port);
    channel.connect();
    await until(channel, 'online');
    await first.server.close();
    await until(channel, 'offline');
    await startServer(first.port);
    await until(channel, 'online');
    expect(channel.states).toEqual(['online', 'offline', 'online']);
  });

  it('comes back when the server ends it on purpose', async () => {
    const { server, port } = await startServer();
    let connections = 0;
    onConnection(server, (socket) => {
      connections++;
      if (connections === 1) socket.disconnect(true);
    });
    const channel = open(port);
    channel.connect();
    await vi.waitFor(() => expect(connections).toBe(2));
    await until(channel, 'online');
  });

  it('is tried again when the server refuses it at first', async () => {
    const { server, port } = await startServer();
    let attempts = 0;
    server.use((_socket, next) => next(++attempts === 1 ? new Error('not now') : undefined));
    const channel = open(port);
    channel.connect();
    await until(channel, 'online');
    expect(attempts).toBe(2);
  });

  it('is tried at once when the network is back, however long the wait would be', async () => {
    const first = await startServer();
    const network = new EventTarget();
    const channel = open(first.port, { network, reconnectDelayMs: 3_600_000 });
    channel.connect();
    await until(channel, 'online');
    await first.server.close();
    await until(channel, 'offline');
    await startServer(first.port);
    network.dispatchEvent(new Event('online'));
    await until(channel, 'online');
  });

  it('falls back to long polling where no WebSocket gets through', async () => {
    const { server, port } = await startServer();
    const sockets: Socket[] = [];
    onConnection(server, (socket) => sockets.push(socket));
    server.httpServer.removeAllListeners('upgrade');
    server.httpServer.on('upgrade', (_request, stream) => stream.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    const channel = open(port);
    channel.connect();
    await until(channel, 'online');
    expect(sockets[0]?.conn.transport.name).toBe('polling');
  });

  it('falls back to long polling where a WebSocket is swallowed without an answer', async () => {
    const { server, port } = await startServer();
    const sockets: Socket[] = [];
    onConnection(server, (socket) => sockets.push(socket));
    server.httpServer.removeAllListeners('upgrade');
    const swallowed: { destroy(): void }[] = [];
    server.httpServer.on('upgrade', (_request, stream) => swallowed.push(stream));
    const channel = open(port, { connectTimeoutMs: 200 });
    channel.connect();
    await until(channel, 'online');
    for (const stream of swallowed) stream.destroy();
    expect(sockets.at(-1)?.conn.transport.name).toBe('polling');
  });

  it('ends for good when closed', async () => {
    const { server, port } = await startServer();
    const channel = open(port);
    channel.connect();
    await until(channel, 'online');
    const [socket] = server.sockets.sockets.values();
    const gone = once((done) => socket?.once('disconnect', done));
    channel.close();
    await gone;
    channel.connect();
    expect(channel.states).toEqual(['online', 'closed']);
    await expect(channel.request('room:leave', {})).resolves.toEqual({
      ok: false,
      code: 'server-unreachable',
    });
  });
});

describe('announcements', () => {
  it('that do not fit their schema are dropped and counted, and the next one is heard', async () => {
    const { server, port } = await startServer();
    const garbage: [ServerEventName, ...unknown[]][] = [
      ['participant:interrupted'],
      ['participant:interrupted', null],
      ['participant:interrupted', 'abcd-efgh-ijkl-mnop'],
      ['participant:interrupted', { participantId: 'ABCD-efgh-ijkl-mnop' }],
      ['participant:interrupted', { participantId, extra: true }],
      ['participant:interrupted', JSON.parse(`{"participantId":"${participantId}","__proto__":{"a":1}}`)],
      ['signal:received', { from: participantId, envelope: { ...envelope, seq: 0 } }],
      ['participant:left', { participantId, reason: 'bored' }],
    ];
    onConnection(server, (socket) => {
      for (const [event, ...payload] of garbage) socket.emit(event, ...payload);
      socket.emit('participant:interrupted', { participantId });
    });
    const channel = open(port);
    const heard: unknown[] = [];
    channel.on('signal:received', (payload) => heard.push(payload));
    channel.on('participant:left', (payload) => heard.push(payload));
    channel.on('participant:interrupted', (payload) => heard.push(payload));
    channel.connect();
    await vi.waitFor(() => expect(heard).toEqual([{ participantId }]));
    expect(channel.droppedCount).toBe(garbage.length);
    expect(channel.states).toEqual(['online']);
  });

  it('reach every listener although one throws, and the connection lives on', async () => {
    const { server, port } = await startServer();
    onConnection(server, (socket) => {
      socket.emit('participant:interrupted', { participantId });
      socket.emit('server:draining', {});
    });
    const warn = vi.fn();
    const channel = open(port, { logger: { ...silentLogger, warn } });
    const heard: string[] = [];
    channel.on('participant:interrupted', () => {
      throw new Error('a bug');
    });
    channel.on('participant:interrupted', () => heard.push('interrupted'));
    channel.on('server:draining', () => heard.push('draining'));
    channel.connect();
    await vi.waitFor(() => expect(heard).toEqual(['interrupted', 'draining']));
    expect(warn).toHaveBeenCalledOnce();
    expect(channel.state).toBe('online');
  });

  it('are no longer heard by who has stopped listening', async () => {
    const { server, port } = await startServer();
    const channel = open(port);
    const heard: string[] = [];
    const stop = channel.on('participant:interrupted', () => heard.push('stopped'));
    channel.on('participant:interrupted', () => heard.push('listening'));
    stop();
    channel.connect();
    await until(channel, 'online');
    server.emit('participant:interrupted', { participantId });
    await vi.waitFor(() => expect(heard).toEqual(['listening']));
  });
});

const envelope = {
  v: 1,
  kind: 'description',
  epoch: 'AAAAAAAAAAA',
  seq: 1,
  iv: 'AAAAAAAAAAAAAAAA',
  box: 'A'.repeat(40),
} as const;

function iceConfig() {
  return { iceServers: [], iceTransportPolicy: 'all', ttlS: null };
}
