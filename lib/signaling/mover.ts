import type { Socket } from 'socket.io-client';

export interface MoverOptions {
  makeSocket: () => Socket;
  /** The least wait before another attempt; up to three times as long. */
  delayMs: number;
  /** Whether the connection to be left still stands: else it is being made anew anyway. */
  isWanted: () => boolean;
  /** The new connection stands, and nobody listens to it yet; returns the former one, and whether a seat depends on it. */
  onMoved: (made: Socket) => { former: Socket; hasSeat: boolean };
}

/**
 * Goes from a server that is about to stop to another one: the new connection is made beside the former, which is kept
 * until its seat has been taken there (PROTOCOL L4, J8), so that nobody is away meanwhile.
 */
export function createMover({ makeSocket, delayMs, isWanted, onMoved }: MoverOptions) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let made: Socket | null = null;
  /** Connections that were left, one of which may have the seat still. */
  const formers = new Set<Socket>();

  function giveUp(): void {
    made?.off();
    made?.disconnect();
    made = null;
  }

  function endFormers(): void {
    for (const former of formers) former.disconnect();
    formers.clear();
  }

  /** However long the join on the new connection takes, the seat has a connection: the server says when that is needed no more. */
  function retire({ former, hasSeat }: { former: Socket; hasSeat: boolean }): void {
    former.io.reconnection(false);
    formers.add(former);
    former.once('room:closed', () => {
      formers.delete(former);
      former.disconnect();
    });
    if (!hasSeat) endFormers();
  }

  function move(): void {
    giveUp();
    if (!isWanted()) return;
    const next = makeSocket();
    made = next;
    next.once('connect', () => {
      next.off();
      made = null;
      if (isWanted()) retire(onMoved(next));
      else next.disconnect();
    });
    next.once('connect_error', () => {
      giveUp();
      moveIn(delayMs * (1 + 2 * Math.random()));
    });
    next.connect();
  }

  function moveIn(waitMs: number): void {
    clearTimeout(timer);
    timer = setTimeout(move, waitMs);
  }

  function cancel(): void {
    clearTimeout(timer);
    giveUp();
  }

  return {
    /** Moves once, `waitMs` from now, and tries again while it does not succeed. */
    moveIn,
    /** The connection to be left is gone, and whatever comes after it need not be left. */
    cancel,
    stop(): void {
      cancel();
      endFormers();
    },
  };
}
