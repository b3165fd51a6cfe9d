import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { RedisServer } from '@/server/testing/redis-server';
import { Child } from '../signaling/child';
import type { ServerName, Work } from '../signaling/load';
import type { Done } from '../signaling/relaying';
import { type RedisUsage, readRedisUsage } from './redis-usage';

/** What a server process has cost so far. */
interface Usage extends Memory {
  cpuS: number;
}

/** Memory of a process: what the system has given it, and what of it is in use by JavaScript. */
export interface Memory {
  rssBytes: number;
  heldBytes: number;
}

/** What a piece of work did, and what it cost each node and Redis meanwhile. */
export interface Turn extends Done {
  cpuS: number[];
  redis: RedisUsage;
}

/** A piece of work, but for the server it is for. */
export type Order = Work extends infer W ? (W extends Work ? Omit<W, 'server' | 'ports'> : never) : never;

/** Runs as it was written; what is ours runs as it is shipped, bundled. */
const floor = 'bench/signaling/floor.mjs';

function startNode(name: ServerName, directory: string, redis: RedisServer | null): Promise<[Child, number]> {
  const file = name === 'bare' ? floor : join(directory, 'ours.cjs');
  const node = new Child(file, redis === null ? {} : { REDIS_URL: redis.url });
  return node.next().then((ready) => [node, (ready as { port: number }).port]);
}

/** Resolves once the node takes people in. */
async function untilReady(name: ServerName, port: number): Promise<void> {
  while (name === 'parley' && !(await fetch(`http://127.0.0.1:${port}/readyz`)).ok) await wait(50);
}

/** Servers of one kind, one or several with a Redis that they share, and a load of their own. */
export class Fleet {
  readonly ports: number[] = [];
  readonly #nodes: Child[] = [];
  readonly #loads: Child[] = [];

  private constructor(
    readonly name: ServerName,
    private readonly directory: string,
    private readonly redis: RedisServer | null,
  ) {}

  static async start(
    name: ServerName,
    directory: string,
    redis: RedisServer | null,
    size: number,
  ): Promise<Fleet> {
    const fleet = new Fleet(name, directory, redis);
    for (let i = 0; i < size; i++) await fleet.addNode();
    await fleet.addLoad();
    return fleet;
  }

  async addNode(): Promise<number> {
    const [node, port] = await startNode(this.name, this.directory, this.redis);
    await untilReady(this.name, port);
    this.#nodes.push(node);
    this.ports.push(port);
    return port;
  }

  /** Ends the first node without warning; returns its port. */
  killNode(): number {
    this.#nodes.shift()?.stop();
    return this.ports.shift() ?? 0;
  }

  /** Whoever is there stays and is silent from now on; those who join next are the first again. */
  async addLoad(): Promise<void> {
    const load = new Child(join(this.directory, 'load.cjs'));
    this.#loads.unshift(load);
    await load.next();
  }

  /** Of the first node, once it has collected its garbage. */
  async settledMemory(): Promise<Memory> {
    const [usage] = await this.#usages('settled usage');
    if (usage === undefined) throw new Error('there is no node');
    return usage;
  }

  /** Has the load do its work; people join on the nodes numbered `on`, on all when it is left out. */
  async turn(order: Order, on: readonly number[] | null = null): Promise<Turn> {
    const ports = on?.map((index) => this.ports[index] ?? 0) ?? this.ports;
    const before = await this.#usages('usage');
    const redisBefore = await readRedisUsage(this.redis);
    const done = (await this.#loads[0]?.ask({ ...order, server: this.name, ports })) as Done;
    const redisAfter = await readRedisUsage(this.redis);
    const after = await this.#usages('usage');
    return {
      ...done,
      cpuS: after.map(({ cpuS }, index) => cpuS - (before[index]?.cpuS ?? 0)),
      redis: {
        cpuS: redisAfter.cpuS - redisBefore.cpuS,
        inBytes: redisAfter.inBytes - redisBefore.inBytes,
        outBytes: redisAfter.outBytes - redisBefore.outBytes,
      },
    };
  }

  stop(): void {
    for (const child of [...this.#loads, ...this.#nodes]) child.stop();
  }

  #usages(question: string): Promise<Usage[]> {
    return Promise.all(this.#nodes.map((node) => node.ask(question))) as Promise<Usage[]>;
  }
}
