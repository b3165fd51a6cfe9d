import type { ErrorCode } from '@/lib/errors/error-code';
import type { ClientPayload, ClientReply, IceConfig } from '@/lib/protocol';
import type { Channel, ChannelState } from '@/lib/signaling/channel';
import type { Clock } from '@/lib/store/clock';
import type { Logger } from '@/lib/store/logger';
import { NamedTimers } from '@/lib/store/named-timers';
import { isLastingRefusal, isPassingRefusal, refusalRetryMs } from './passing-refusal';

/** ICE credentials are renewed when this part of their life is over. */
const iceRefreshAt = 0.75;
/** A connection that is doubted has this long to show that it lives, or several of its usual round trips. */
const verifyTimeoutMs = 1_000;
const verifyTimeoutMaxMs = 5_000;
const verifyRoundTrips = 3;
/** It is doubted no more often than this. */
const verifyEveryMs = 3_000;
/** Too many watch the room: asked again this much later. */
const crowdedRetryMs = 10_000;

export interface RoomWatchOptions {
  channel: Channel;
  /** Who we are and which room it is. */
  admission: ClientPayload<'room:watch'>;
  /** Runs a task in its turn, after all that has arrived before. */
  enqueue: (task: () => Promise<void> | void) => void;
  /** In the room's hearing again, on a new connection. */
  onWatching: (reply: ClientReply<'room:watch'>) => Promise<void>;
  onRefused: (code: ErrorCode) => void;
  /** There is a new `ice`. */
  onIce: () => void;
  /** The connection is gone; a new one is being made. */
  onLost: () => void;
  clock: Clock;
  logger: Logger;
}

/** Watches a room on every connection that the channel makes, once on each (PROTOCOL J1), and renews ICE credentials. */
export class RoomWatch {
  readonly #options: RoomWatchOptions;
  readonly #timers: NamedTimers;
  #isWatching = false;
  /** Connections lost so far: what was asked on a former one is answered for nobody. */
  #lostCount = 0;
  #ice: IceConfig | null = null;
  #verifiedMs = Number.NEGATIVE_INFINITY;

  constructor(options: RoomWatchOptions) {
    this.#options = options;
    this.#timers = new NamedTimers(options.clock);
  }

  /** Whether the server knows this connection: only then may it be asked for anything else. */
  get isWatching(): boolean {
    return this.#isWatching;
  }

  /** The servers for ICE as last heard, and `null` before. */
  get ice(): IceConfig | null {
    return this.#ice;
  }

  open(): void {
    const { channel, admission } = this.#options;
    channel.onStateChange((state) => this.#onChannelState(state));
    channel.connect(admission);
  }

  close(): void {
    this.#isWatching = false;
    this.#lostCount += 1;
    this.#timers.clear();
  }

  /**
   * The connection may be dead, although nothing has said so: asked for fresh ICE credentials, which are needed then
   * in any case, it must answer soon or is made anew.
   */
  verify(): void {
    const { channel, clock } = this.#options;
    if (!this.#isWatching || clock.now() - this.#verifiedMs < verifyEveryMs) return;
    this.#verifiedMs = clock.now();
    const usualMs = verifyRoundTrips * channel.roundTripMs;
    const timeoutMs = Math.min(Math.max(verifyTimeoutMs, usualMs), verifyTimeoutMaxMs);
    void this.#refreshIce({ timeoutMs });
  }

  #onChannelState(state: ChannelState): void {
    if (state === 'online') this.#options.enqueue(() => this.#watch());
    if (state !== 'offline') return;
    this.close();
    this.#options.onLost();
    // It was doubted with reason, and the others may be waiting for us to mend what fell silent.
    if (this.#options.clock.now() - this.#verifiedMs < verifyEveryMs) this.#options.channel.hurry();
  }

  async #watch(): Promise<void> {
    const { channel, admission, onRefused, onWatching, logger } = this.#options;
    if (this.#isWatching || channel.state !== 'online') return;
    const lostCount = this.#lostCount;
    const reply = await channel.request('room:watch', admission);
    if (lostCount !== this.#lostCount) return;
    if (reply.ok) {
      this.#isWatching = true;
      this.#setIce(reply.value.ice);
      await onWatching(reply.value);
    } else {
      if (!isPassingRefusal(reply.code)) logger.warn('room refused', { code: reply.code });
      onRefused(reply.code);
      if (isLastingRefusal(reply.code)) return;
      const retryMs = reply.code === 'room-full' ? crowdedRetryMs : refusalRetryMs;
      this.#after('watch', retryMs, () => this.#watch());
    }
  }

  #setIce(ice: IceConfig): void {
    this.#ice = ice;
    this.#options.onIce();
    const { ttlS } = ice;
    if (ttlS !== null) this.#after('ice', ttlS * 1_000 * iceRefreshAt, () => this.#refreshIce());
  }

  async #refreshIce(options: { timeoutMs?: number } = {}): Promise<void> {
    const lostCount = this.#lostCount;
    const { channel } = this.#options;
    const reply = await channel.request('ice:refresh', {}, options);
    if (lostCount !== this.#lostCount) return;
    if (reply.ok) {
      this.#setIce(reply.value);
    } else this.#after('ice', refusalRetryMs, () => this.#refreshIce());
  }

  #after(name: string, delayMs: number, task: () => Promise<void>): void {
    this.#timers.set(name, delayMs, () => this.#options.enqueue(task));
  }
}
