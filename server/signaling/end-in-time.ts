import type { SignalingSocket } from './context';

/** At which part of its life a connection is told to move on: those that began together not all at once. */
const moveAt = 0.8;
const spread = 0.1;

/**
 * Ends a connection that has lived for `lifeS`, where the host would cut it soon. Before that its client is told to
 * make another one first (L4), so that nobody is away meanwhile. `null`: it may live for ever.
 */
export function endInTime(socket: SignalingSocket, lifeS: number | null): void {
  if (lifeS === null) return;
  const { conn } = socket;
  const lifeMs = lifeS * 1_000;
  const tell = () => socket.emit('server:draining', { moveInMs: 0 });
  const timers = [
    setTimeout(tell, lifeMs * (moveAt + spread * Math.random())),
    setTimeout(() => conn.close(), lifeMs),
  ];
  conn.once('close', () => timers.forEach(clearTimeout));
}
