import { RateLimiterMemory } from 'rate-limiter-flexible';
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

/** Counts what each client address does. Keeps nothing of an address that has gone but its last minute. */
export class AddressLimits {
  readonly #options: AddressLimitsOptions;
  readonly #shares = new Map<string, AddressShare>();
  readonly #handshakes: RateLimiterMemory;

  constructor(options: AddressLimitsOptions) {
    this.#options = options;
    this.#handshakes = new RateLimiterMemory({ points: options.connectionsPerMinute, duration: 60 });
  }

  /** Whether the address may open one more connection, now and this minute; counts it. */
  async admits(address: string): Promise<boolean> {
    const open = this.#shares.get(address)?.openConnections ?? 0;
    if (open >= this.#options.connections) return false;
    try {
      await this.#handshakes.consume(address);
      return true;
    } catch (refusal) {
      if (refusal instanceof Error) throw refusal;
      return false;
    }
  }

  /** Counts an open connection; `null` when others that were admitted at the same time have filled the address. */
  open(address: string, nowMs: number): AddressShare | null {
    const { connections, messagesPerS, burstS } = this.#options;
    const share = this.#shares.get(address) ?? {
      messages: new TokenBucket(messagesPerS * burstS, messagesPerS, nowMs),
      openConnections: 0,
    };
    if (share.openConnections >= connections) return null;
    share.openConnections += 1;
    this.#shares.set(address, share);
    return share;
  }

  close(address: string): void {
    const share = this.#shares.get(address);
    if (share === undefined) return;
    share.openConnections -= 1;
    if (share.openConnections === 0) this.#shares.delete(address);
  }
}
