import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from '../logger';
import { StoreUnavailable } from '../rooms/store-unavailable';
import { NodeRoll, rollKeptMs } from './node-roll';
import { createRedisClient, type RedisClient } from './redis-client';
import { beatScript, roomScript } from './room-script';

/** How often this node says that it lives. */
const beatMs = 1_000;
/** An answer that takes longer means that Redis is out of reach. */
const deadlineMs = 2_000;
const rollKey = 'parley:nodes';
/** How long the last words may take. */
const goodByeMs = 500;

export interface RedisLinkOptions {
  url: string;
  logger: Logger;
}

export interface LinkListener {
  /** Redis is within reach; `isFirst` for the first time. */
  onUp(isFirst: boolean): void;
  /** A beat has passed: the roll is fresh. */
  onBeat(): void;
  /** Announcements may have been missed. */
  onResubscribed(): void;
}

/**
 * This node's connection with Redis. `isUp` while Redis answers in time; while it does not, nothing is asked of it, so
 * that nobody waits and nothing piles up.
 */
export class RedisLink {
  /** Names this process in this life. */
  readonly nodeId = randomBytes(6).toString('hex');
  readonly roll = new NodeRoll();
  readonly #commands: RedisClient;
  readonly #subscriber: RedisClient;
  readonly #logger: Logger;
  #listener: LinkListener | null = null;
  #scripts: { room: string; beat: string } | null = null;
  #roundTripMs = 0;
  #isUp = false;
  #wasUp = false;
  #beating: Promise<void> | null = null;
  #timer: NodeJS.Timeout | undefined;
  #sayOpen: () => void = () => undefined;
  readonly #opened = new Promise<void>((resolve) => {
    this.#sayOpen = resolve;
  });

  constructor({ url, logger }: RedisLinkOptions) {
    this.#logger = logger;
    this.#commands = createRedisClient(url, 'rooms', logger, { disableOfflineQueue: true });
    this.#subscriber = createRedisClient(url, 'changes', logger, { disableOfflineQueue: false });
  }

  get isUp(): boolean {
    return this.#isUp;
  }

  /** How long Redis took to answer the last beat. */
  get roundTripMs(): number {
    return this.#roundTripMs;
  }

  /** Resolves when Redis has been within reach, or has not for `timeoutMs`. */
  async untilOpened(timeoutMs: number): Promise<void> {
    if (!this.#wasUp) await Promise.race([this.#opened, wait(timeoutMs, undefined, { ref: false })]);
  }

  /** Connects, and goes on trying by itself until `close`. */
  start(listener: LinkListener): void {
    this.#listener = listener;
    this.#commands.on('error', () => this.#goDown());
    this.#commands.on('ready', () => void this.#beat());
    this.#subscriber.on('ready', () => this.#isUp && listener.onResubscribed());
    for (const client of [this.#commands, this.#subscriber]) {
      client.connect().catch((err: unknown) => this.#logger.debug('redis-given-up', { err }));
    }
    this.#timer = setInterval(() => void this.#beat(), beatMs);
    this.#timer.unref();
  }

  /** Runs one operation on a room's key. Rejects with `StoreUnavailable` within the deadline when Redis is away. */
  run(key: string, args: readonly string[]): Promise<unknown> {
    if (!this.#isUp || this.#scripts === null) return Promise.reject(new StoreUnavailable());
    return this.#inTime(this.#commands.evalSha(this.#scripts.room, { keys: [key], arguments: [...args] }));
  }

  subscribe(channel: string, listener: (message: string) => void): Promise<void> {
    if (!this.#isUp) return Promise.reject(new StoreUnavailable());
    return this.#inTime(this.#subscriber.subscribe(channel, listener));
  }

  unsubscribe(channel: string, listener: (message: string) => void): void {
    this.#subscriber.unsubscribe(channel, listener).catch((err: unknown) => {
      this.#logger.debug('redis-unsubscribe-failed', { err });
    });
  }

  /** Runs a command of no room and does not wait for it. */
  mention(args: readonly string[]): void {
    if (!this.#isUp) return;
    this.#commands
      .sendCommand(args)
      .catch((err: unknown) => this.#logger.debug('redis-command-failed', { err }));
  }

  /** Says good-bye after all that is on its way; gives up on a Redis that does not answer. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    if (this.#isUp) {
      const goodBye = this.#commands.sendCommand(['ZREM', rollKey, this.nodeId]);
      await Promise.race([goodBye, wait(goodByeMs, undefined, { ref: false })]).catch(() => undefined);
    }
    this.#isUp = false;
    this.#listener = null;
    for (const client of [this.#commands, this.#subscriber]) if (client.isOpen) client.destroy();
  }

  async #inTime<T>(answer: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        this.#goDown();
        reject(new StoreUnavailable());
      }, deadlineMs);
    });
    try {
      return await Promise.race([answer, late]);
    } catch (error) {
      if (error instanceof StoreUnavailable) throw error;
      this.#logger.debug('redis-refused', { problem: (error as Error).message });
      this.#goDown();
      throw new StoreUnavailable();
    } finally {
      clearTimeout(timer);
    }
  }

  #goDown(): void {
    this.#scripts = null;
    if (!this.#isUp) return;
    this.#isUp = false;
    this.#logger.warn('redis-down');
  }

  /** Has the roll say who lives at this very moment, unless Redis does not answer soon. */
  async callRoll(): Promise<void> {
    const isTaken = (this.#beating ?? Promise.resolve()).then(() => this.#beat());
    await Promise.race([isTaken, wait(deadlineMs, undefined, { ref: false })]);
  }

  async #beat(): Promise<void> {
    if (this.#beating !== null || !this.#commands.isReady) return;
    const slow = setTimeout(() => this.#goDown(), deadlineMs);
    this.#beating = this.#sayThatWeLive()
      .catch((error: Error) => {
        this.#logger.debug('redis-beat-failed', { problem: error.message });
        this.#goDown();
      })
      .finally(() => {
        clearTimeout(slow);
        this.#beating = null;
      });
    await this.#beating;
  }

  async #sayThatWeLive(): Promise<void> {
    const client = this.#commands;
    // Redis forgets scripts when it restarts.
    const scripts = this.#scripts ?? {
      room: await client.scriptLoad(roomScript),
      beat: await client.scriptLoad(beatScript),
    };
    const askedMs = performance.now();
    const [nowMs, entries] = (await client.evalSha(scripts.beat, {
      keys: [rollKey],
      arguments: [this.nodeId, String(rollKeptMs)],
    })) as [string, string[]];
    const roundTripMs = performance.now() - askedMs;
    if (roundTripMs > deadlineMs) return;
    this.#roundTripMs = roundTripMs;
    this.#scripts = scripts;
    this.roll.update(Number(nowMs), entries);
    this.#goUp();
    this.#listener?.onBeat();
  }

  #goUp(): void {
    if (this.#isUp) return;
    this.#isUp = true;
    this.#logger.info('redis-up', { node: this.nodeId });
    this.#listener?.onUp(!this.#wasUp);
    this.#wasUp = true;
    this.#sayOpen();
  }
}
