/*
 * Measures Parley's server and the floor side by side: both are up at once and take turns of a fraction of a second,
 * so that whatever else the machine does hits both. A ratio is the median over the turns.
 */
import { join } from 'node:path';
import { Child } from './child';
import type { ServerName, Work } from './load';
import type { Done } from './relaying';
import { type Row, toRow } from './rows';
import { inTurns, mapTurns, type Pair, serverNames } from './turns';

/** What a server process has cost so far. */
interface Usage {
  rssBytes: number;
  cpuS: number;
}

/** Runs as it was written; what is ours runs as it is shipped, bundled. */
const floor = 'bench/signaling/floor.mjs';

/** Members of the rooms that relay; must be the first to join. */
const relaying = 80;
const perJoinTurn = 100;
const relayTurnMs = 300;
const steadyTurn = { durationMs: 400, perS: 1_000 };
/** V8 enlarges its young generation until about 1,500 have come. */
const warmUpSockets = 2_000;
const idleSockets = 1_000;

class Bench {
  readonly #directory: string;
  readonly #ports: Pair<number> = { parley: 0, bare: 0 };
  readonly #servers: Partial<Pair<Child>> = {};
  #load: Child | null = null;

  constructor(directory: string) {
    this.#directory = directory;
  }

  async start(): Promise<void> {
    for (const name of serverNames) {
      const server = new Child(name === 'bare' ? floor : join(this.#directory, 'ours.cjs'));
      this.#servers[name] = server;
      this.#ports[name] = ((await server.next()) as { port: number }).port;
    }
    this.#load = new Child(join(this.#directory, 'load.cjs'));
    await this.#load.next();
  }

  stop(): void {
    for (const child of [this.#load, ...Object.values(this.#servers)]) child?.stop();
  }

  async usage(name: ServerName, question = 'usage'): Promise<Usage> {
    return (await this.#servers[name]?.ask(question)) as Usage;
  }

  /** Has the load do its work on one server; adds what that cost the server in CPU time. */
  async turn(work: Work): Promise<Done & { cpuS: number }> {
    const before = await this.usage(work.server);
    const done = (await this.#load?.ask(work)) as Done;
    return { ...done, cpuS: (await this.usage(work.server)).cpuS - before.cpuS };
  }

  join(server: ServerName, people: number) {
    return this.turn({ work: 'join', server, ports: [this.#ports[server]], people });
  }
}

async function compareSpeed(bench: Bench, turns: number): Promise<Row[]> {
  await inTurns(1, (name) => bench.join(name, relaying));
  await inTurns(4, (server) => bench.turn({ work: 'relay', server, who: 'first', durationMs: relayTurnMs }));
  await inTurns(8, (name) => bench.join(name, perJoinTurn));

  const joins = await inTurns(turns, (name) => bench.join(name, perJoinTurn));
  const relays = await inTurns(turns * 2, (server) =>
    bench.turn({ work: 'relay', server, who: 'first', durationMs: relayTurnMs }),
  );
  const steady = await inTurns(turns, (server) => bench.turn({ work: 'steady', server, ...steadyTurn }));
  const quantile = (q: number) =>
    mapTurns(steady, ({ latenciesMs }) => latenciesMs[Math.floor(latenciesMs.length * q)] ?? 0);
  const perSecond = (done: Done) => done.amount / done.seconds;
  const perCpuSecond = ({ amount, cpuS }: Done & { cpuS: number }) => amount / cpuS;
  return [
    toRow('joins/s', mapTurns(joins, perSecond), { atLeast: 0.8 }),
    toRow('messages/s', mapTurns(relays, perSecond), { atLeast: 0.8 }),
    toRow('p99 relay, ms', quantile(0.99), { atMost: 1.5 }),
    toRow('p50 relay, ms', quantile(0.5)),
    toRow('joins per CPU second', mapTurns(joins, perCpuSecond)),
    toRow('messages per CPU second', mapTurns(relays, perCpuSecond)),
  ];
}

/**
 * Memory is measured on fresh servers that have warmed up, before and after the same number of people have come: what
 * a process takes once, for compiled code and room to collect garbage in, is not what a connection takes.
 */
async function compareMemory(directory: string, rounds: number): Promise<Row> {
  const megabytes: Pair<number[]> = { parley: [], bare: [] };
  for (let round = 0; round < rounds; round++) {
    const bench = new Bench(directory);
    await bench.start();
    for (const name of serverNames) {
      await bench.join(name, relaying);
      await bench.turn({ work: 'relay', server: name, who: 'first', durationMs: relayTurnMs });
      await bench.join(name, warmUpSockets);
      const before = await bench.usage(name, 'settled usage');
      await bench.join(name, idleSockets);
      const after = await bench.usage(name, 'settled usage');
      megabytes[name].push(((after.rssBytes - before.rssBytes) / 2 ** 20 / idleSockets) * 1_000);
    }
    bench.stop();
  }
  return toRow('MB per 1,000 sockets', megabytes, { atMost: 1.3 });
}

/** Runs everything on the bundles in `directory`. `scale` 1 is enough for steady ratios on a quiet machine. */
export async function compare(directory: string, scale: number): Promise<Row[]> {
  const bench = new Bench(directory);
  await bench.start();
  const speed = await compareSpeed(bench, Math.ceil(10 * scale));
  bench.stop();
  return [...speed, await compareMemory(directory, Math.ceil(3 * scale))];
}
