import type { RedisServer } from '@/server/testing/redis-server';
import { type Row, toRow } from '../signaling/rows';
import { inTurns, mapTurns, type Pair, serverNames } from '../signaling/turns';
import { Fleet, type Turn } from './fleet';
import { quantile } from './quantile';

const nodes = 3;
const relaying = 240;
const peopleEachRoom = 4;
const joinTurn = 120;
const relayTurnMs = 500;
const steadyTurn = { work: 'steady', durationMs: 400, perS: 800 } as const;
/** As long as it takes Parley to look after every room once. */
const idleTurn = { work: 'steady', durationMs: 30_000, perS: 0 } as const;
const relayTurn = { work: 'relay', who: 'first', durationMs: relayTurnMs } as const;

/**
 * Three nodes of each kind with a Redis each, everybody's neighbour on another node as often as on any: speed, latency,
 * and what a message costs the nodes, Redis, and a node that it does not concern.
 */
export async function measureThreeNodes(
  directory: string,
  redis: Pair<RedisServer>,
  turns: number,
): Promise<Row[]> {
  const fleets: Pair<Fleet> = {
    parley: await Fleet.start('parley', directory, redis.parley, nodes),
    bare: await Fleet.start('bare', directory, redis.bare, nodes),
  };
  try {
    await inTurns(1, (name) => fleets[name].turn({ work: 'join', people: relaying }));
    await inTurns(6, (name) => fleets[name].turn(relayTurn));
    const relays = await inTurns(turns * 2, (name) => fleets[name].turn(relayTurn));
    await inTurns(2, (name) => fleets[name].turn(steadyTurn));
    const steady = await inTurns(turns * 5, (name) => fleets[name].turn(steadyTurn));
    const foreign = await measureForeign(fleets, turns);
    const together = await measureTogether(fleets, turns);
    const joins = await inTurns(turns, (name) => fleets[name].turn({ work: 'join', people: joinTurn }));
    const idle = await Promise.all(serverNames.map((name) => fleets[name].turn(idleTurn)));
    return [
      toRow('messages/s', mapTurns(relays, perSecond), { atLeast: 0.8 }),
      toRow('p99 relay, ms', mapTurns(steady, quantile(0.99)), { atMost: 1.5 }),
      toRow('p50 relay, ms', mapTurns(steady, quantile(0.5))),
      toRow('CPU µs a message, all nodes', mapTurns(relays, nodesMicroseconds)),
      toRow('CPU µs a message, Redis', mapTurns(relays, redisMicroseconds)),
      toRow(
        'Redis kB in a message',
        mapTurns(relays, ({ redis, amount }) => redis.inBytes / 1_000 / amount),
      ),
      toRow(
        'Redis kB out a message',
        mapTurns(relays, ({ redis, amount }) => redis.outBytes / 1_000 / amount),
      ),
      toRow('CPU µs a message that concerns others', mapTurns(foreign, bystanderMicroseconds)),
      toRow('messages/s, each room on one node', mapTurns(together, perSecond)),
      toRow('CPU µs a message, each room on one node', mapTurns(together, nodesMicroseconds)),
      toRow('joins/s', mapTurns(joins, perSecond)),
      toRow('CPU µs a join, all nodes', mapTurns(joins, nodesMicroseconds)),
      toRow('CPU µs a join, Redis', mapTurns(joins, redisMicroseconds)),
      idleRow(idle, relaying * 3 + joinTurn * turns),
    ];
  } finally {
    for (const name of serverNames) fleets[name].stop();
  }
}

/** Everybody on two of the nodes, each with a neighbour on the other: what does the third have to do? */
async function measureForeign(fleets: Pair<Fleet>, turns: number): Promise<Pair<Turn[]>> {
  await inTurns(1, async (name) => {
    await fleets[name].addLoad();
    return fleets[name].turn({ work: 'join', people: relaying }, [0, 1]);
  });
  return inTurns(turns, (name) => fleets[name].turn(relayTurn));
}

/** The people of each room on the same node, as a load balancer can have it. */
async function measureTogether(fleets: Pair<Fleet>, turns: number): Promise<Pair<Turn[]>> {
  await inTurns(1, async (name) => {
    await fleets[name].addLoad();
    return fleets[name].turn({ work: 'join', people: relaying, isRoomTogether: true });
  });
  return inTurns(turns, (name) => fleets[name].turn(relayTurn));
}

function idleRow([ours, floors]: readonly Turn[], people: number): Row {
  const each = (turn: Turn | undefined) => [((turn?.redis.cpuS ?? Number.NaN) / idleTurn.durationMs) * 1e6];
  const rooms = (people / peopleEachRoom).toLocaleString('en');
  return toRow(`CPU ms a second, Redis, ${rooms} idle rooms`, { parley: each(ours), bare: each(floors) });
}

function perSecond({ amount, seconds }: Turn): number {
  return amount / seconds;
}

function nodesMicroseconds({ cpuS, amount }: Turn): number {
  return (cpuS.reduce((sum, each) => sum + each, 0) / amount) * 1e6;
}

function redisMicroseconds({ redis, amount }: Turn): number {
  return (redis.cpuS / amount) * 1e6;
}

function bystanderMicroseconds({ cpuS, amount }: Turn): number {
  return ((cpuS.at(-1) ?? Number.NaN) / amount) * 1e6;
}
