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

/** A socket that connects as soon as it is told to. */
function makeReadySocket(): Socket {
  const socket = makeSocket();
  vi.spyOn(socket, 'disconnect');
  vi.spyOn(socket, 'connect').mockImplementation(() => {
    hear(socket, 'connect');
    return socket;
  });
  return socket;
}

/** Somebody who moves from the first of these to the second, and so on, each time that they are told. */
function createMoves(count: number, hasSeat: boolean) {
  vi.useFakeTimers();
  const sockets = Array.from({ length: count }, makeReadySocket);
  let at = 0;
  const mover = createMover({
    makeSocket: () => sockets[at + 1] as Socket,
    delayMs: 20,
    isWanted: () => true,
    onMoved: () => ({ former: sockets[at++] as Socket, hasSeat }),
  });
  const isEnded = () => sockets.map(({ disconnect }) => vi.mocked(disconnect).mock.calls.length > 0);
  return { sockets, mover, isEnded };
}

it('keeps the connection that a seat depends on until that is taken elsewhere, however long it takes (L4)', async () => {
  const { sockets, mover, isEnded } = createMoves(2, true);
  mover.moveIn(10);
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(isEnded()).toEqual([false, false]);
  hear(sockets[0] as Socket, 'room:closed');
  expect(isEnded()).toEqual([true, false]);
});

it('keeps it through a second move before the seat was taken', async () => {
  const { sockets, mover, isEnded } = createMoves(3, true);
  for (let move = 0; move < 2; move++) {
    mover.moveIn(10);
    await vi.advanceTimersByTimeAsync(10);
  }
  expect(isEnded()).toEqual([false, false, false]);
  hear(sockets[0] as Socket, 'room:closed');
  expect(isEnded()).toEqual([true, false, false]);
  mover.stop();
  expect(isEnded()).toEqual([true, true, false]);
});

it('keeps none where no seat depends on it', async () => {
  const { mover, isEnded } = createMoves(2, false);
  mover.moveIn(10);
  await vi.advanceTimersByTimeAsync(10);
  expect(isEnded()).toEqual([true, false]);
});
