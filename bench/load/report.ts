import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { hasRedis, RedisServer } from '@/server/testing/redis-server';
import { type Row, toTable } from '../signaling/rows';
import type { Pair } from '../signaling/turns';
import { measureKilledNode } from './killed-node';
import { measureOneNode } from './one-node';
import { measureThreeNodes } from './three-nodes';

/** A busy machine must not keep the benchmark for ever. */
const deadlineMs = 600_000;

setTimeout(() => {
  process.stderr.write(`The benchmark took longer than ${deadlineMs / 1000} s and was stopped.\n`);
  process.exit(1);
}, deadlineMs).unref();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

/** The second of five sizes must be more than those who relay. */
const leastIdle = 2_000;

const parts = {
  one: 'One node',
  three: 'Three nodes and Redis',
  killed: 'A node of three is killed under 200 people',
} as const;
type Part = keyof typeof parts;

/** Each process holds as many sockets as people are idle, and some more. Node has raised its own limit as far as it may. */
function refuseTooFewFiles(idle: number): void {
  if (!existsSync('/proc/self/limits')) return;
  const [, most] = /^Max open files\s+\d+\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8')) ?? [];
  if (Number(most ?? Number.POSITIVE_INFINITY) < idle + 500) {
    throw new Error(
      `only ${most} files may be open: raise "ulimit -Hn", or measure with less than --idle ${idle}`,
    );
  }
}

async function startRedis(): Promise<Pair<RedisServer>> {
  if (!hasRedis) throw new Error('several nodes need a Redis: install redis-server, or measure --parts one');
  const redis = { parley: await RedisServer.start(), bare: await RedisServer.start() };
  process.once('exit', () => {
    for (const server of [redis.parley, redis.bare]) void server.kill();
  });
  return redis;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      idle: { type: 'string', default: '10000' },
      turns: { type: 'string', default: '10' },
      kills: { type: 'string', default: '3' },
      parts: { type: 'string', default: Object.keys(parts).join() },
    },
  });
  const [directory = '.'] = positionals;
  const turns = Number(values.turns);
  const idle = Number(values.idle);
  if (idle < leastIdle) throw new Error(`--idle must be at least ${leastIdle}, for growth to show`);
  refuseTooFewFiles(idle);
  const chosen = values.parts.split(',');
  const measured: Record<string, Row[]> = {};
  async function take(part: Part, measure: () => Promise<Row[]>): Promise<void> {
    if (!chosen.includes(part)) return;
    const startMs = performance.now();
    measured[part] = await measure();
    const seconds = ((performance.now() - startMs) / 1_000).toFixed(0);
    process.stdout.write(`\n${parts[part]} (${seconds} s)\n`);
    console.table(toTable(measured[part]));
  }

  await take('one', () => measureOneNode(directory, idle, turns));
  if (chosen.some((part) => part !== 'one')) {
    const redis = await startRedis();
    await take('three', () => measureThreeNodes(directory, redis, turns));
    await take('killed', () => measureKilledNode(directory, redis, Number(values.kills)));
    await Promise.all([redis.parley.stop(), redis.bare.stop()]);
  }

  mkdirSync('bench/results', { recursive: true });
  const file = `bench/results/load-${new Date().toISOString().replaceAll(':', '-')}.json`;
  const machine = { node: process.version, cpu: cpus()[0]?.model, cpus: cpus().length };
  writeFileSync(file, JSON.stringify({ ...machine, options: values, measured }, null, 2));
  process.stdout.write(`\nRatios are medians over turns. Written to ${file}\n`);
  const rows = Object.values(measured).flat();
  process.exit(rows.some(({ isMet }) => isMet === false) ? 1 : 0);
}

main().catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
