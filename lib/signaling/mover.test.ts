import { io, type Socket } from 'socket.io-client';
import { afterEach, expect, it, vi } from 'vitest';
import { createMover } from './mover';

afterEach(() => vi.useRealTimers());

/** A socket that never connects to anything, and believes what it is told. */
function makeSocket(): Socket {
  return io('http://127.0.0.1:9', { autoConnect: false, forceNew: true });
}

function hear(socket: Socket, event: string): void {
  for (const listener of socket.listeners(event)) listener.call(socket);
}

it('keeps the connection that a seat depends on until that is taken elsewhere, however long it takes (L4)', async () => {
  vi.useFakeTimers();
  const former = makeSocket();
  const disconnect = vi.spyOn(former, 'disconnect');
  const made = makeSocket();
  vi.spyOn(made, 'connect').mockImplementation(() => {
    hear(made, 'connect');
    return made;
  });
  const onMoved = vi.fn(() => ({ former, hasSeat: true }));
  createMover({ makeSocket: () => made, delayMs: 20, isWanted: () => true, onMoved }).moveIn(10);
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(onMoved).toHaveBeenCalledOnce();
  expect(disconnect).not.toHaveBeenCalled();
  hear(former, 'room:closed');
  expect(disconnect).toHaveBeenCalledOnce();
});
