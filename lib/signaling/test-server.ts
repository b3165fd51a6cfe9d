import { Server, type Socket } from 'socket.io';
import { expect, vi } from 'vitest';
import { silentLogger } from '@/lib/store/logger';
import type { ChannelState } from './channel';
import { createSocketChannel, type SocketChannel, type SocketChannelOptions } from './socket-channel';

/** A connection as the server has it. */
export type ServerSocket = Socket;
export type TestChannel = SocketChannel & { readonly states: readonly ChannelState[] };

const servers: Server[] = [];
const channels: SocketChannel[] = [];

/** A Socket.io server on a free port, or on `port`, that handles each connection as it is told. */
export async function startServer(
  handle: (socket: Socket) => void = () => undefined,
  port = 0,
): Promise<{ server: Server; port: number }> {
  const server = new Server({ pingInterval: 2_000, pingTimeout: 2_000 });
  servers.push(server);
  server.on('connection', handle);
  server.listen(port);
  await new Promise<void>((resolve) => server.httpServer.once('listening', () => resolve()));
  const address = server.httpServer.address();
  if (!address || typeof address === 'string') throw new Error('no port');
  return { server, port: address.port };
}

/** A channel to that port which writes down its states. */
export function createChannel(port: number, options: Partial<SocketChannelOptions> = {}): TestChannel {
  const channel = createSocketChannel({
    url: `http://127.0.0.1:${port}`,
    roomId: 'aaaa-bbbb-cccc-dddd',
    logger: silentLogger,
    reconnectDelayMs: 20,
    network: new EventTarget(),
    ...options,
  });
  channels.push(channel);
  const states: ChannelState[] = [];
  channel.onStateChange((state) => states.push(state));
  return Object.defineProperty(channel, 'states', { value: states }) as TestChannel;
}

export function reach(channel: TestChannel, state: ChannelState): Promise<void> {
  return vi.waitFor(() => expect(channel.state).toBe(state), { timeout: 10_000, interval: 5 });
}

/** A channel that is online. */
export async function openChannel(
  port: number,
  options?: Partial<SocketChannelOptions>,
): Promise<TestChannel> {
  const channel = createChannel(port, options);
  channel.connect();
  await reach(channel, 'online');
  return channel;
}

export async function closeAll(): Promise<void> {
  for (const channel of channels.splice(0)) channel.close();
  for (const server of servers.splice(0)) await server.close();
}
