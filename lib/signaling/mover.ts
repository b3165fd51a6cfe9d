import type { Socket } from 'socket.io-client';

/** A former connection without a seat has nobody to tell us that it is not needed any more. */
const formerKeptMs = 3_000;

export interface MoverOptions {
  makeSocket: () => Socket;
  /** The least wait before another attempt; up to three times as long. */
  delayMs: number;
  /** Whether the connection to be left still stands: else it is being made anew anyway. */
  isWanted: () => boolean;
  /** The new connection stands, and nobody listens to it yet; returns the former one. */
  onMoved: (made: Socket) => Socket;
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

  function retire(former: Socket): void {
    endFormer();
    endFormer = () => {
      clearTimeout(lastChance);
      former.disconnect();
    };
    const lastChance = setTimeout(endFormer, formerKeptMs);
    former.once('room:closed', endFormer);
    former.io.reconnection(false);
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
