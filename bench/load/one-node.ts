import { median, type Row, toRow } from '../signaling/rows';
import { inTurns, mapTurns, type Pair, serverNames } from '../signaling/turns';
import { Fleet, type Turn } from './fleet';
import { quantile } from './quantile';

/** People who relay while the others are only there. */
const relaying = 40;
const peopleEachRoom = 4;
const joinTurn = 500;
const relayTurnMs = 300;
const steadyTurn = { work: 'steady', durationMs: 1_000, perS: 500 } as const;

/** One node of each kind while more and more people come. */
interface Stage {
  people: number;
  joins: Pair<Turn[]>;
  steady: Pair<Turn[]>;
  spread: Pair<Turn[]>;
  rssBytes: Pair<number>;
}

async function reach(fleets: Pair<Fleet>, people: number, from: number): Promise<Pair<Turn[]>> {
  const joins: Pair<Turn[]> = { parley: [], bare: [] };
  for (let there = from; there < people; there += joinTurn) {
    const some = Math.min(joinTurn, people - there);
    const taken = await inTurns(1, (name) => fleets[name].turn({ work: 'join', people: some }));
    for (const name of serverNames) joins[name].push(...taken[name]);
  }
  return joins;
}

async function measure(fleets: Pair<Fleet>, people: number, from: number, turns: number): Promise<Stage> {
  const joins = await reach(fleets, people, from);
  const spread = await inTurns(turns, (name) =>
    fleets[name].turn({ work: 'relay', who: 'all', durationMs: relayTurnMs }),
  );
  const steady = await inTurns(turns, (name) => fleets[name].turn(steadyTurn));
  const [parley, bare] = [await fleets.parley.settledRssBytes(), await fleets.bare.settledRssBytes()];
  return { people, joins, steady, spread, rssBytes: { parley, bare } };
}

function rowsOfStage({ people, joins, steady, spread }: Stage): Row[] {
  const label = `${people.toLocaleString('en')} connections`;
  const rooms = `${(people / peopleEachRoom).toLocaleString('en')} rooms`;
  const microseconds = ({ cpuS: [cpuS = 0], amount }: Turn) => (cpuS / amount) * 1e6;
  const came = joins.parley.length === 0 ? [] : [toRow(`joins/s up to ${label}`, mapTurns(joins, perSecond))];
  return [
    ...came,
    toRow(`p50 relay, ms, ${label}`, mapTurns(steady, quantile(0.5))),
    toRow(`p99 relay, ms, ${label}`, mapTurns(steady, quantile(0.99))),
    toRow(`messages/s, ${rooms}`, mapTurns(spread, perSecond)),
    toRow(`CPU µs a message, ${rooms}`, mapTurns(spread, microseconds)),
  ];
}

function perSecond({ amount, seconds }: Turn): number {
  return amount / seconds;
}

/** What each further person takes between two stages, kB. */
function kilobytesEach(from: Stage, to: Stage, name: 'parley' | 'bare'): number {
  return (to.rssBytes[name] - from.rssBytes[name]) / 1_000 / (to.people - from.people);
}

function growthOf([few = Number.NaN]: readonly number[], [many = Number.NaN]: readonly number[]): number[] {
  return [many / few];
}

/** Memory of each participant, and how much dearer all is among many rooms than among few. */
function rowsOfGrowth(stages: readonly Stage[]): Row[] {
  const [, few, , more, many] = stages;
  if (few === undefined || more === undefined || many === undefined) return [];
  const memory = (from: Stage, to: Stage) => ({
    parley: [kilobytesEach(from, to, 'parley')],
    bare: [kilobytesEach(from, to, 'bare')],
  });
  const cpu = (stage: Stage, name: 'parley' | 'bare') =>
    median(stage.spread[name].map(({ cpuS: [cpuS = 0], amount }) => cpuS / amount));
  const growth = (name: 'parley' | 'bare') => [cpu(many, name) / cpu(few, name)];
  const all = memory(few, many);
  const perGigabyte = (kilobytes: readonly number[]) => kilobytes.map((each) => 1e6 / each);
  const rooms = ({ people }: Stage) => (people / peopleEachRoom).toLocaleString('en');
  return [
    toRow(`kB a participant, ${rooms(few)} to ${rooms(more)} rooms`, memory(few, more)),
    toRow(`kB a participant, ${rooms(more)} to ${rooms(many)} rooms`, memory(more, many)),
    toRow(`kB a participant, over all`, all, { atMost: 1.3 }),
    toRow(
      'kB a participant, the latter over the former',
      {
        parley: growthOf(memory(few, more).parley, memory(more, many).parley),
        bare: growthOf(memory(few, more).bare, memory(more, many).bare),
      },
      { atMost: 1.25, of: 'own' },
    ),
    toRow('sockets per GB', { parley: perGigabyte(all.parley), bare: perGigabyte(all.bare) }),
    toRow(
      `CPU a message, ${rooms(many)} rooms over ${rooms(few)}`,
      { parley: growth('parley'), bare: growth('bare') },
      { atMost: 1.25 },
    ),
  ];
}

/** One node of each kind, from a few people to `idle` more in rooms of four: joins, latency, CPU and memory at each size. */
export async function measureOneNode(directory: string, idle: number, turns: number): Promise<Row[]> {
  const [parley, bare] = [
    await Fleet.start('parley', directory, null, 1),
    await Fleet.start('bare', directory, null, 1),
  ];
  const fleets: Pair<Fleet> = { parley, bare };
  try {
    const stages: Stage[] = [];
    await reach(fleets, relaying, 0);
    // Compiled by now, whatever is measured.
    await inTurns(4, (name) => fleets[name].turn({ work: 'relay', who: 'first', durationMs: relayTurnMs }));
    let there = relaying;
    for (const people of sizesUpTo(idle)) {
      stages.push(await measure(fleets, people, there, turns));
      there = people;
    }
    return [...stages.flatMap(rowsOfStage), ...rowsOfGrowth(stages)];
  } finally {
    for (const name of serverNames) fleets[name].stop();
  }
}

/** At full size 10, 100, 250, 1,000 and 2,510 rooms: those who relay, and 10,000 who are only there. */
function sizesUpTo(idle: number): number[] {
  return [relaying, idle / 25, idle / 10, idle / 2.5, idle + relaying].map(
    (people) => Math.round(people / peopleEachRoom) * peopleEachRoom,
  );
}
