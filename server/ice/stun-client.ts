import { randomBytes } from 'node:crypto';
import type { IceUrl } from './ice-url';
import { StunFailure } from './stun-failure';
import {
  decodeStunMessage,
  encodeStunMessage,
  type ReceivedStunMessage,
  type StunMessage,
} from './stun-message';
import { openStunTransport, type StunTransport } from './stun-transport';

/** RFC 8489 6.2.1: how long to wait before saying it again, doubled every time. */
const firstRetransmissionMs = 500;

interface Transaction {
  key: Buffer | null;
  resolve(answer: ReceivedStunMessage): void;
  reject(failure: unknown): void;
}

/** Asks one STUN server and matches its answers to the questions (RFC 8489 6). */
export class StunClient {
  /** Called with every indication. */
  onIndication: ((indication: ReceivedStunMessage) => void) | null = null;
  readonly #transactions = new Map<string, Transaction>();
  #transport: StunTransport | null = null;
  #failure: StunFailure | null = null;
  #hasHeardNonsense = false;

  private constructor() {}

  /** Opens the transport; rejects with a `StunFailure`, or with the reason of `signal` when that aborts. */
  static async open(url: IceUrl, signal: AbortSignal): Promise<StunClient> {
    const client = new StunClient();
    const listener = {
      onMessage: (bytes: Buffer) => client.#receive(bytes),
      onFailure: (failure: StunFailure) => client.#fail(failure),
    };
    signal.throwIfAborted();
    client.#transport = await openStunTransport(url, listener, signal);
    return client;
  }

  /**
   * The answer to a request, of class `success` or `error`. With a `key` the request carries MESSAGE-INTEGRITY, and
   * a success must, too: anything else is not heard (RFC 8489 9.2.5). Rejects with a `StunFailure`, or with the
   * reason of `signal` when that aborts.
   */
  request(
    method: number,
    attributesOf: (transactionId: Buffer) => ReadonlyMap<number, Buffer>,
    signal: AbortSignal,
    key: Buffer | null = null,
  ): Promise<ReceivedStunMessage> {
    const transactionId = randomBytes(12);
    const message: StunMessage = {
      class: 'request',
      method,
      transactionId,
      attributes: attributesOf(transactionId),
    };
    return this.#exchange(message, signal, key);
  }

  /** Says something that has no answer. */
  indicate(method: number, attributesOf: (transactionId: Buffer) => ReadonlyMap<number, Buffer>): void {
    const transactionId = randomBytes(12);
    const attributes = attributesOf(transactionId);
    this.#transport?.send(encodeStunMessage({ class: 'indication', method, transactionId, attributes }));
  }

  close(): void {
    this.#fail(new StunFailure('stopped'));
    this.#transport?.close();
    this.#transport = null;
  }

  async #exchange(
    message: StunMessage,
    signal: AbortSignal,
    key: Buffer | null,
  ): Promise<ReceivedStunMessage> {
    signal.throwIfAborted();
    if (this.#failure) throw this.#failure;
    const id = message.transactionId.toString('hex');
    const bytes = encodeStunMessage(message, key);
    let timer: NodeJS.Timeout | undefined;
    const onAbort = () => this.#transactions.get(id)?.reject(this.#withNonsense(signal.reason));
    signal.addEventListener('abort', onAbort);
    try {
      return await new Promise((resolve, reject) => {
        this.#transactions.set(id, { key, resolve, reject });
        const say = (pauseMs: number) => {
          this.#transport?.send(bytes);
          if (this.#transport?.isReliable === false) timer = setTimeout(say, pauseMs, pauseMs * 2);
        };
        say(firstRetransmissionMs);
      });
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      this.#transactions.delete(id);
    }
  }

  /** Silence after nonsense is told as nonsense. */
  #withNonsense(reason: unknown): unknown {
    const isSilence = reason instanceof StunFailure && reason.code === 'no-answer';
    return isSilence && this.#hasHeardNonsense ? new StunFailure('invalid-answer') : reason;
  }

  #receive(bytes: Buffer): void {
    const message = decodeStunMessage(bytes);
    if (message?.class === 'indication') {
      this.onIndication?.(message);
      return;
    }
    const transaction = message && this.#transactions.get(message.transactionId.toString('hex'));
    const isTrusted =
      transaction &&
      (message.class === 'error' || transaction.key === null || message.isIntact(transaction.key));
    if (!message || message.class === 'request' || !isTrusted) {
      this.#hasHeardNonsense ||= message === null || transaction !== undefined;
      return;
    }
    transaction.resolve(message);
  }

  #fail(failure: StunFailure): void {
    this.#failure ??= failure;
    for (const { reject } of this.#transactions.values()) reject(this.#failure);
  }
}
