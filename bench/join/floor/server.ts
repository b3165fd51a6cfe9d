import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { Server } from 'socket.io';

/** Serves the floor page and relays its signals between the members of a path. Resolves with its port on localhost. */
async function serveFloor(): Promise<number> {
  const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
  const html = readFileSync(path('./index.html'));
  const bundle = buildSync({
    entryPoints: [path('./page.ts')],
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
  });
  const script = bundle.outputFiles[0]?.contents ?? '';
  const http = createServer((request, response) => {
    const isScript = request.url === '/page.js';
    response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? script : html);
  });
  const io = new Server(http, { serveClient: false });
  io.on('connection', (socket) => {
    socket.on('watch', async (room: string, ack) => {
      socket.data.room = room;
      ack((await io.in(room).fetchSockets()).map(({ id }) => id));
    });
    socket.on('join', (offers: Record<string, unknown>, ack) => {
      socket.join(socket.data.room);
      for (const [id, offer] of Object.entries(offers)) io.to(id).emit('joined', socket.id, offer);
      ack();
    });
    socket.on('signal', (to: string, signal: unknown) => io.to(to).emit('signal', socket.id, signal));
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  return (http.address() as AddressInfo).port;
}

process.send?.(await serveFloor());
process.on('disconnect', () => process.exit(0));
