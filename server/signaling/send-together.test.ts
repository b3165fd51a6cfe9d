import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { io as connect } from 'socket.io-client';
import { expect, it } from 'vitest';
import type { EngineConnection } from './create-socket-server';
import { sendTogether } from './send-together';

it('has what answers a CONNECT, and what is said at once, arrive in their order and leave in one piece', async () => {
  const httpServer = createServer();
  const io = new Server(httpServer);
  const pieces: number[] = [];
  io.use((socket, next) => {
    const tcp = (socket.conn as unknown as EngineConnection).transport.socket?._socket;
    const handle =
      (tcp as unknown as { _writev: (chunks: unknown[], done: () => void) => void } | null) ?? null;
    if (!handle) throw new Error('no TCP connection');
    const writeTogether = handle._writev.bind(handle);
    handle._writev = (chunks, done) => {
      pieces.push(chunks.length);
      writeTogether(chunks, done);
    };
    sendTogether(socket.conn as unknown as EngineConnection);
    next();
  });
  io.on('connection', (socket) => {
    socket.emit('one');
    socket.emit('two');
  });
  httpServer.listen(0, '127.0.0.1');
  await once(httpServer, 'listening');
  const { port } = httpServer.address() as AddressInfo;
  const client = connect(`http://127.0.0.1:${port}`, { transports: ['websocket'], forceNew: true });
  const heard: string[] = [];
  client.on('connect', () => heard.push('connect'));
  client.onAny((event: string) => heard.push(event));
  await new Promise<void>((resolve) => client.once('two', resolve));
  expect(heard).toEqual(['connect', 'one', 'two']);
  // Three frames, each a header and a body.
  expect(pieces).toEqual([6]);
  client.disconnect();
  await io.close();
});
