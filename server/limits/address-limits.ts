import type { Clock } from '../clock';
import { TokenBucket } from './token-bucket';

/** What one address may do: `burstS` seconds' worth of messages may come at once. */
export interface AddressLimitsOptions {
  /** Connections open at the same time. */
  connections: number;
  connectionsPerMinute: number;
  /** Messages over all its connections. */
  messagesPerS: number;
  burstS: number;
}

/** The share of an address that has connections open. */
export interface AddressShare {
  readonly messages: TokenBucket;
  openConnections: number;
}

/**
 * Counts what each client address does. Keeps nothing of an address that has gone but its last minute, and what it
 * has said for as long as that counts: closing everything and coming back gains nothing (S5).
 */
export class AddressLimits {
  readonly #options: AddressLimitsOptions;
  readonly #shares = new Map<string, AddressShare>();
  /** Addresses without a connection by when the last one closed, which is also their order. */
  readonly #closedAtMs = new Map<string, number>();
  /** Handshakes of each address in the minute that its first one began. */
  readonly #handshakes = new Map<string, number>();

  constructor(
    options: AddressLimitsOptions,
    private readonly clock: Pick<Clock, 'after'>,
  ) {
    this.#options = options;
  }

  /** Whether the address may open one more connection, now and this minute; counts it. */
  admits(address: string): boolean {
    const open = this.#shares.get(address)?.openConnections ?? 0;
    if (open >= this.#options.connections) return false;
    const handshakes = this.#handshakes.get(address) ?? 0;
    if (handshakes === 0) this.clock.after(60_000, () => this.#handshakes.delete(address));
    this.#handshakes.set(address, handshakes + 1);
    return handshakes < this.#options.connectionsPerMinute;
  }

  /** Counts an open connection; `null` when others that were admitted at the same time have filled the address. */
  open(address: string, nowMs: number): AddressShare | null {
    const { connections, messagesPerS, burstS } = this.#options;
    this.#forget(nowMs);
    const share = this.#shares.get(address) ?? {
      messages: new TokenBucket(messagesPerS * burstS, messagesPerS, nowMs),
      openConnections: 0,
    };
    if (share.openConnections >= connections) return null;
    share.openConnections += 1;
    this.#shares.set(address, share);
    this.#closedAtMs.delete(address);
    return share;
  }

  close(address: string, nowMs: number): void {
    this.#forget(nowMs);
    const share = this.#shares.get(address);
    if (share === undefined) return;
    share.openConnections -= 1;
    if (share.openConnections === 0) this.#closedAtMs.set(address, nowMs);
  }

  /** Drops the shares that have been without a connection for so long that their messages are full again. */
  #forget(nowMs: number): void {
    for (const [address, closedAtMs] of this.#closedAtMs) {
      if (nowMs - closedAtMs < this.#options.burstS * 1000) return;
      this.#closedAtMs.delete(address);
      this.#shares.delete(address);
    }
  }
}
