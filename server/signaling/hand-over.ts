import { setTimeout as wait } from 'node:timers/promises';
import type { SignalingServer } from './context';

/** Everybody is sent on within this time, so that the other nodes are not met by all at once (L4). */
const handOverMs = 4_000;
/** Few people need not wait long. */
const longestStepMs = 100;

/** Ends this node's connections one by one, in no order; their clients go on at another node by themselves. */
export async function handOver(io: SignalingServer): Promise<void> {
  const sockets = [...io.sockets.sockets.values()]
    .map((socket) => ({ socket, turn: Math.random() }))
    .sort((a, b) => a.turn - b.turn);
  const stepMs = Math.min(handOverMs / Math.max(sockets.length, 1), longestStepMs);
  const startMs = performance.now();
  for (const [index, { socket }] of sockets.entries()) {
    const restMs = startMs + index * stepMs - performance.now();
    if (restMs > 1) await wait(restMs);
    socket.disconnect(true);
  }
}
