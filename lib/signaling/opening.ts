import type { Socket } from 'socket.io-client';
import { type ClientPayload, type ConnectAuth, watchAnswerEvent } from '@/lib/protocol';

/** What comes of a request: an acknowledgement as it came, or an error when none came. */
export type OnAnswer = (error: unknown, answer?: unknown) => void;

/**
 * The first request of each connection, which travels with Socket.io's CONNECT packet and has its answer right after
 * it: one round trip less for everybody who opens a link or comes back to it (PROTOCOL J9).
 */
export class Opening {
  /** What connections are opened with from now on. */
  watch: ClientPayload<'room:watch'> | null = null;
  #answer: Promise<unknown> | null = null;
  /** Ends the wait for the answer to the newest connection's opening. */
  #giveUp: (error: unknown) => void = () => undefined;
  /** A server has answered an opening: those here know them. */
  #isKnown = false;
  #openedMs = 0;
  #connectMs = 0;

  /** How long CONNECT took on the newest connection, in ms: one round trip. */
  get connectMs(): number {
    return this.#connectMs;
  }

  /** Socket.io's `auth`. */
  readonly auth = (send: (auth: ConnectAuth) => void): void => {
    this.#openedMs = performance.now();
    send(this.watch === null ? {} : { watch: this.watch });
  };

  /** To be called when `socket` has connected, before anything else arrives on it. */
  hear(socket: Socket): void {
    this.#connectMs = performance.now() - this.#openedMs;
    this.#giveUp(new Error('another connection has taken its place'));
    this.#answer = null;
    if (this.watch === null) return;
    socket.off(watchAnswerEvent);
    const answer = new Promise((resolve, reject) => {
      socket.once(watchAnswerEvent, resolve);
      socket.once('disconnect', reject);
      this.#giveUp = reject;
    });
    this.#answer = answer.then((value) => {
      this.#isKnown = true;
      return value;
    });
    // Nobody need have asked for it.
    this.#answer.catch(() => undefined);
  }

  /** Whether `payload` is what this connection was opened with, and its answer was not asked for yet: it comes to `onAnswer`. */
  take(payload: unknown, timeoutMs: number, onAnswer: OnAnswer): boolean {
    const answer = this.#answer;
    if (answer === null || payload !== this.watch) return false;
    this.#answer = null;
    const giveUp = this.#giveUp;
    const timer = setTimeout(() => {
      // A server of an earlier version never answers: it is asked as it was before.
      if (!this.#isKnown) this.watch = null;
      giveUp(new Error('no answer in time'));
    }, timeoutMs);
    answer.then((value) => onAnswer(null, value), onAnswer).finally(() => clearTimeout(timer));
    return true;
  }
}
