import { afterEach, describe, expect, it, vi } from 'vitest';
import { envelope } from '@/lib/protocol/test-samples';
import { closeAll, createChannel, openChannel, reach, type ServerSocket, startServer } from './test-server';

afterEach(closeAll);

describe('the connection', () => {
  it('comes back by itself when the server was away', async () => {
    const first = await startServer();
    const channel = await openChannel(first.port);
    await first.server.close();
    await reach(channel, 'offline');
    await startServer(undefined, first.port);
    await reach(channel, 'online');
    expect(channel.states).toEqual(['online', 'offline', 'online']);
  });

  it('comes back when the server ends it on purpose', async () => {
    let connections = 0;
    const { port } = await startServer((socket) => {
      connections++;
      if (connections === 1) socket.disconnect(true);
    });
    const channel = createChannel(port);
    channel.connect();
    await vi.waitFor(() => expect(connections).toBe(2));
    await reach(channel, 'online');
  });

  /** A channel that has a seat and moves; its second join comes to `onJoin`. */
  async function moveSeated(onJoin: (former: ServerSocket, socket: ServerSocket) => void) {
    const open: ServerSocket[] = [];
    const { port } = await startServer((socket) => {
      open.push(socket);
      const [former] = open as [ServerSocket];
      socket.on('room:join', () => {
        if (socket === former) socket.emit('server:draining', { moveInMs: 10 });
        else onJoin(former, socket);
      });
    });
    const channel = await openChannel(port);
    const join = () => void channel.request('room:join', { profile: envelope, offers: {} });
    join();
    await vi.waitFor(() => expect(channel.states).toEqual(['online', 'offline', 'online']));
    return { channel, open, join };
  }

  it('moves when the server that stops says so: the new one stands before the former ends (L4)', async () => {
    const overlaps: boolean[] = [];
    const { channel, open, join } = await moveSeated((former) => {
      overlaps.push(former.connected);
      former.emit('room:closed', { reason: 'replaced' });
    });
    const heard: string[] = [];
    channel.on('room:closed', () => heard.push('closed'));
    join();
    await vi.waitFor(() => expect(open.map(({ connected }) => connected)).toEqual([false, true]));
    expect(overlaps).toEqual([true]);
    // What is said to the former connection is no news of this one.
    expect(heard).toEqual([]);
    expect(open).toHaveLength(2);
  });

  it('gives up the former one at once when no seat depends on it', async () => {
    const open: ServerSocket[] = [];
    const { port } = await startServer((socket) => {
      open.push(socket);
      if (open.length === 1) socket.emit('server:draining', { moveInMs: 10 });
    });
    await openChannel(port);
    await vi.waitFor(() => expect(open.map(({ connected }) => connected)).toEqual([false, true]));
  });

  it('does not make the former one anew when that ends before it is given up', async () => {
    const { channel, open, join } = await moveSeated((former, socket) => {
      former.conn.close();
      // By then it would have been made anew.
      setTimeout(() => socket.emit('room:closed', { reason: 'replaced' }), 400);
    });
    join();
    await new Promise((resolve) => channel.on('room:closed', resolve));
    expect(open).toHaveLength(2);
  });

  it('stays, and tries again, while nobody takes it in', async () => {
    let attempts = 0;
    const { server, port } = await startServer((socket) => {
      if (attempts === 1) socket.emit('server:draining', { moveInMs: 0 });
    });
    server.use((_socket, next) => {
      attempts++;
      next(attempts === 2 || attempts === 3 ? new Error('draining') : undefined);
    });
    const channel = await openChannel(port);
    await vi.waitFor(() => expect(attempts).toBe(4), { timeout: 5_000 });
    await vi.waitFor(() => expect(channel.states).toEqual(['online', 'offline', 'online']));
  });

  it('does not move from a connection that it was not told to leave', async () => {
    const open: ServerSocket[] = [];
    const { port } = await startServer((socket) => {
      open.push(socket);
      // The first one ends sooner than it said. By the time that the next one speaks, the move would be over.
      if (open.length === 1) {
        socket.emit('server:draining', { moveInMs: 400 });
        setTimeout(() => socket.disconnect(true), 20);
      } else setTimeout(() => socket.emit('room:closed', { reason: 'replaced' }), 700);
    });
    const channel = await openChannel(port);
    await new Promise((resolve) => channel.on('room:closed', resolve));
    expect(channel.states).toEqual(['online', 'offline', 'online']);
    expect(open).toHaveLength(2);
  });

  it('leaves nothing behind when it is closed in the middle of a move', async () => {
    const { server, port } = await startServer((socket) => socket.emit('server:draining', { moveInMs: 5 }));
    const channel = await openChannel(port);
    await vi.waitFor(() => expect(server.sockets.sockets.size).toBe(2), { interval: 1 });
    channel.close();
    await vi.waitFor(() => expect(server.sockets.sockets.size).toBe(0));
    expect(channel.states.at(-1)).toBe('closed');
  });

  it('is tried again when the server refuses it at first', async () => {
    const { server, port } = await startServer();
    let attempts = 0;
    server.use((_socket, next) => next(++attempts === 1 ? new Error('not now') : undefined));
    await openChannel(port);
    expect(attempts).toBe(2);
  });

  it('is tried at once when the network is back, however long the wait would be', async () => {
    const first = await startServer();
    const network = new EventTarget();
    const channel = await openChannel(first.port, { network, reconnectDelayMs: 3_600_000 });
    await first.server.close();
    await reach(channel, 'offline');
    await startServer(undefined, first.port);
    network.dispatchEvent(new Event('online'));
    await reach(channel, 'online');
  });

  it('asks for a WebSocket alone, at the very path that it is told, where nothing else is of use', async () => {
    const { server, port } = await startServer();
    const asked: string[] = [];
    server.httpServer.removeAllListeners('upgrade');
    server.httpServer.on('upgrade', ({ url = '' }, stream) => {
      asked.push(url.replace(/&t=.*/, ''));
      stream.end('HTTP/1.1 503 Service Unavailable\r\n\r\n');
    });
    server.httpServer.prependListener('request', ({ url = '' }) => asked.push(url));
    createChannel(port, { path: '/api/signaling', isWebSocketOnly: true }).connect();
    await vi.waitFor(() => expect(asked.length).toBeGreaterThan(2));
    expect(new Set(asked)).toEqual(
      new Set(['/api/signaling?room=aaaa-bbbb-cccc-dddd&EIO=4&transport=websocket']),
    );
  });

  it('falls back to long polling where no WebSocket gets through', async () => {
    const transports: string[] = [];
    const { server, port } = await startServer((socket) => transports.push(socket.conn.transport.name));
    server.httpServer.removeAllListeners('upgrade');
    server.httpServer.on('upgrade', (_request, stream) => stream.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await openChannel(port);
    expect(transports).toEqual(['polling']);
  });

  it('names its room in every request, for whoever spreads them over nodes (R6)', async () => {
    const roomId = 'aaaa-bbbb-cccc-dddd';
    const { server, port } = await startServer();
    const rooms: (string | null)[] = [];
    const note = ({ url }: { url?: string }) =>
      rooms.push(new URL(url ?? '', 'http://host').searchParams.get('room'));
    server.httpServer.prependListener('upgrade', note);
    server.httpServer.prependListener('request', note);
    await openChannel(port, { roomId });
    expect(rooms).toEqual([roomId]);

    server.httpServer.removeAllListeners('upgrade');
    server.httpServer.on('upgrade', (_request, stream) => stream.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await openChannel(port, { roomId });
    expect(rooms.length).toBeGreaterThan(3);
    expect(new Set(rooms)).toEqual(new Set([roomId]));
  });

  it('falls back to long polling where a WebSocket is swallowed without an answer', async () => {
    const transports: string[] = [];
    const { server, port } = await startServer((socket) => transports.push(socket.conn.transport.name));
    server.httpServer.removeAllListeners('upgrade');
    const swallowed: { destroy(): void }[] = [];
    server.httpServer.on('upgrade', (_request, stream) => swallowed.push(stream));
    await openChannel(port, { connectTimeoutMs: 200 });
    for (const stream of swallowed) stream.destroy();
    expect(swallowed.length).toBeGreaterThan(0);
    expect(transports.at(-1)).toBe('polling');
  });

  it('ends for good when closed', async () => {
    const { server, port } = await startServer();
    const channel = await openChannel(port);
    const [socket] = server.sockets.sockets.values();
    const gone = new Promise((resolve) => socket?.once('disconnect', resolve));
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
