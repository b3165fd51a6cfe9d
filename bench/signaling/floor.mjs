/*
 * The floor: what somebody writes by hand to relay between browsers with Socket.io, and nothing more. No schema, no
 * limit, no hashing, no states. Parley is measured against this in the same run. With REDIS_URL it is one of several
 * nodes, joined by Socket.io's Redis Streams adapter.
 */
import { createServer } from 'node:http';
import { createClient } from '@redis/client';
import { createAdapter } from '@socket.io/redis-streams-adapter';
import { Server } from 'socket.io';
import { serveMeasurements } from './serve-measurements.mjs';

/** @param {string} url */
async function joinNodes(url) {
  const client = createClient({ url });
  await client.connect();
  return { adapter: createAdapter(client) };
}

const httpServer = createServer();
const { REDIS_URL } = process.env;
const io = new Server(httpServer, { serveClient: false, ...(REDIS_URL && (await joinNodes(REDIS_URL))) });
/** @type {Map<string, Map<string, unknown>>} */
const rooms = new Map();

io.on('connection', (socket) => {
  socket.on('join', (room, profile, ack) => {
    const members = rooms.get(room) ?? new Map();
    rooms.set(room, members);
    ack([...members]);
    members.set(socket.id, profile);
    socket.join(room);
    socket.to(room).emit('joined', { id: socket.id, profile });
    socket.on('disconnect', () => {
      members.delete(socket.id);
      if (members.size === 0) rooms.delete(room);
      io.to(room).emit('left', { id: socket.id });
    });
  });
  socket.on('signal', (to, envelope, ack) => {
    const addressee = io.sockets.sockets.get(to) ?? io.to(to);
    addressee.emit('signal', { from: socket.id, envelope });
    ack();
  });
});

serveMeasurements(httpServer);
