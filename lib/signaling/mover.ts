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
  let endFormer: () => void = () => undefined;

  function giveUp(): void {
    made?.off();
    made?.disconnect();
    made = null;
  }

  /** However long the join on the new connection takes, the seat has a connection: it is the server that ends this one. */
  function retire({ former, hasSeat }: { former: Socket; hasSeat: boolean }): void {
    endFormer();
    endFormer = () => former.disconnect();
    former.io.reconnection(false);
    if (hasSeat) former.once('room:closed', endFormer);
    else endFormer();
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
      endFormer();
    },
  };
}
