import type { ServerName } from '../signaling/load';
import { median, type Row, toRow } from '../signaling/rows';
import { inTurns, mapTurns, type Pair, serverNames } from '../signaling/turns';
import { Fleet, type Memory, type Turn } from './fleet';
import { quantile } from './quantile';

/** People who relay while the others are only there. */
const relaying = 40;
const peopleEachRoom = 4;
const joinTurn = 500;
const relayTurnMs = 300;
const steadyTurn = { work: 'steady', durationMs: 500, perS: 500 } as const;

/** As long as the floor's pings are apart; Parley's are every 5 s. */
const idleTurn = { work: 'steady', durationMs: 25_000, perS: 0 } as const;

/** One node of each kind while more and more people come. */
interface Stage {
  people: number;
  joins: Pair<Turn[]>;
  steady: Pair<Turn[]>;
  spread: Pair<Turn[]>;
  memory: Pair<Memory>;
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
  const steady = await inTurns(turns * 2, (name) => fleets[name].turn(steadyTurn));
  const [parley, bare] = [await fleets.parley.settledMemory(), await fleets.bare.settledMemory()];
  return { people, joins, steady, spread, memory: { parley, bare } };
}

function rowsOfStage({ people, joins, steady, spread }: Stage): Row[] {
  const label = `${people.toLocaleString('en')} connections`;
  const rooms = `${(people / peopleEachRoom).toLocaleString('en')} rooms`;
  const came = joins.parley.length === 0 ? [] : [toRow(`joins/s up to ${label}`, mapTurns(joins, perSecond))];
  return [
    ...came,
    toRow(`p50 relay, ms, ${label}`, mapTurns(steady, quantile(0.5))),
    toRow(`p99 relay, ms, ${label}`, mapTurns(steady, quantile(0.99))),
    toRow(`messages/s, ${rooms}`, mapTurns(spread, perSecond)),
    toRow(`CPU µs a message, ${rooms}`, mapTurns(spread, microseconds)),
  ];
}

function microseconds({ cpuS: [cpuS = 0], amount }: Turn): number {
  return (cpuS / amount) * 1e6;
}

function perSecond({ amount, seconds }: Turn): number {
  return amount / seconds;
}

/** What each further person takes between two stages, kB. */
function kilobytesEach(from: Stage, to: Stage, of: keyof Memory): Pair<number[]> {
  const each = (name: ServerName) =>
    (to.memory[name][of] - from.memory[name][of]) / 1_000 / (to.people - from.people);
  return { parley: [each('parley')], bare: [each('bare')] };
}

/** How much dearer something is among many than among few. */
function growth(few: Pair<number[]>, many: Pair<number[]>): Pair<number[]> {
  return {
    parley: [median(many.parley) / median(few.parley)],
    bare: [median(many.bare) / median(few.bare)],
  };
}

/** Memory of each participant, and how much dearer all is among many rooms than among few. */
function rowsOfGrowth(stages: readonly Stage[]): Row[] {
  const [, few, , more, many] = stages;
  if (few === undefined || more === undefined || many === undefined) return [];
  const rooms = ({ people }: Stage) => (people / peopleEachRoom).toLocaleString('en');
  const upTo = (from: Stage, to: Stage) => `${rooms(from)} to ${rooms(to)} rooms`;
  const resident = kilobytesEach(few, many, 'rssBytes');
  const perGigabyte = (kilobytes: number[]) => kilobytes.map((each) => 1e6 / each);
  const [early, late] = [kilobytesEach(few, more, 'heldBytes'), kilobytesEach(more, many, 'heldBytes')];
  return [
    toRow('kB RSS a participant', resident, { atMost: 1.3 }),
    toRow('participants a GB RSS', {
      parley: perGigabyte(resident.parley),
      bare: perGigabyte(resident.bare),
    }),
    toRow(`kB in use a participant, ${upTo(few, more)}`, early),
    toRow(`kB in use a participant, ${upTo(more, many)}`, late),
    toRow('the latter over the former', growth(early, late), { atMost: 1.15, of: 'own' }),
    toRow(
      `CPU a message, ${rooms(many)} rooms over ${rooms(few)}`,
      growth(mapTurns(few.spread, microseconds), mapTurns(many.spread, microseconds)),
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
    const percent = ({ cpuS: [cpuS = 0], seconds }: Turn) => (cpuS / seconds) * 100;
    const [ours, floors] = await Promise.all([parley.turn(idleTurn), bare.turn(idleTurn)]);
    const idleRow = toRow(`CPU % of ${there.toLocaleString('en')} idle connections`, {
      parley: [percent(ours)],
      bare: [percent(floors)],
    });
    return [...stages.flatMap(rowsOfStage), ...rowsOfGrowth(stages), idleRow];
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
