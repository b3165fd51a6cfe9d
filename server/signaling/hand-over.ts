import { setTimeout as wait } from 'node:timers/promises';
import type { SignalingServer } from './context';

/** Few people need not wait long for their turn. */
const longestStepMs = 100;
/** The share of the time there is that moves are spread over; the rest is for those who could not at once. */
const spread = 0.75;
const pollMs = 50;

/**
 * Tells each connection of this node when to go to another one: within `spread` of `timeoutMs`, evenly, in no order and
 * with jitter, so that the other nodes are not met by all at once (L4).
 */
export function tellToMove(io: SignalingServer, timeoutMs: number): void {
  const sockets = [...io.sockets.sockets.values()]
    .map((socket) => ({ socket, turn: Math.random() }))
    .sort((a, b) => a.turn - b.turn);
  const stepMs = Math.min((timeoutMs * spread) / Math.max(sockets.length, 1), longestStepMs);
  for (const [index, { socket }] of sockets.entries()) {
    socket.emit('server:draining', { moveInMs: Math.floor((index + Math.random()) * stepMs) });
  }
}

/** Resolves when everybody has gone; whoever has not within `timeoutMs` is disconnected. */
export async function untilMoved(io: SignalingServer, timeoutMs: number): Promise<void> {
  const endMs = performance.now() + timeoutMs;
  while (io.sockets.sockets.size > 0 && performance.now() < endMs) await wait(pollMs);
  io.local.disconnectSockets(true);
}
