import { setTimeout as wait } from 'node:timers/promises';
import { Balancer } from '@/server/testing/balancer';
import type { RedisServer } from '@/server/testing/redis-server';
import { SimulatedPerson } from '@/server/testing/simulated-person';
import { makeRoom, makeSeat } from '@/server/testing/wire-data';
import type { ServerName } from '../signaling/load';
import { type Row, toRow } from '../signaling/rows';
import { inTurns, type Pair, serverNames } from '../signaling/turns';
import { BarePerson } from './bare-person';
import { Fleet } from './fleet';

const nodes = 3;
const people = 200;
const peopleEachRoom = 4;
/** Who is not back by then does not come back. */
const giveUpMs = 30_000;

/** A crowd behind a load balancer, and whether all are where they belong. */
interface Crowd {
  readonly losses: number;
  readonly problem: string | null;
  vanish(): void;
}

/** At ours: everybody sits in their room, and everybody's roster shows each of the others once, nobody as away. */
async function gatherPeople(origin: string): Promise<Crowd> {
  const persons: SimulatedPerson[] = [];
  for (let i = 0; i < people / peopleEachRoom; i++) {
    const room = await makeRoom();
    for (let j = 0; j < peopleEachRoom; j++) {
      persons.push(new SimulatedPerson(origin, room, await makeSeat(room), peopleEachRoom));
    }
  }
  const rosterFor = (person: SimulatedPerson) => {
    const others = persons.filter((other) => other.room === person.room && other !== person);
    return others
      .map(({ participantId }) => participantId)
      .sort()
      .join(', ');
  };
  const expected = new Map(persons.map((person) => [person, rosterFor(person)]));
  return {
    get losses() {
      return persons.reduce((sum, { losses }) => sum + losses, 0);
    },
    get problem() {
      const complaints = persons.flatMap((person) => person.complaints);
      if (complaints.length > 0) return complaints.join('; ');
      const isBack = (person: SimulatedPerson) => person.isSeated && person.roster === expected.get(person);
      const missing = persons.filter((person) => !isBack(person)).length;
      return missing === 0 ? null : `${missing} are not back`;
    },
    vanish() {
      for (const person of persons) person.vanish();
    },
  };
}

/** At the floor: everybody has joined. */
function gatherBare(origin: string): Crowd {
  const persons = Array.from({ length: people }, (_, i) => new BarePerson(origin, `room ${i % 50}`));
  return {
    get losses() {
      return persons.reduce((sum, { losses }) => sum + losses, 0);
    },
    get problem() {
      return persons.every(({ isSeated }) => isSeated) ? null : 'not all have joined';
    },
    vanish() {
      for (const person of persons) person.vanish();
    },
  };
}

async function until(problem: () => string | null): Promise<void> {
  const startMs = performance.now();
  for (let found = problem(); found !== null; found = problem()) {
    if (performance.now() - startMs > giveUpMs) throw new Error(found);
    await wait(10);
  }
}

/** Kills one of three nodes under 200 people, again and again: seconds until all are back. */
export async function measureKilledNode(
  directory: string,
  redis: Pair<RedisServer>,
  turns: number,
): Promise<Row[]> {
  const all = {} as Pair<{ fleet: Fleet; balancer: Balancer; crowd: Crowd }>;
  for (const name of serverNames) {
    const fleet = await Fleet.start(name, directory, redis[name], nodes);
    const balancer = await Balancer.start();
    for (const port of fleet.ports) balancer.targets.add(port);
    const { origin } = balancer;
    const crowd = name === 'parley' ? await gatherPeople(origin) : gatherBare(origin);
    all[name] = { fleet, balancer, crowd };
    await until(() => crowd.problem);
  }
  const kill = async (name: ServerName) => {
    const { fleet, balancer, crowd } = all[name];
    balancer.targets.add(await fleet.addNode());
    const cutOff = balancer.connectionsTo(fleet.ports[0] ?? 0);
    const { losses } = crowd;
    const killedMs = performance.now();
    balancer.targets.delete(fleet.killNode());
    await until(() => (crowd.losses < losses + cutOff ? 'not all have noticed' : crowd.problem));
    return { cutOff, seconds: (performance.now() - killedMs) / 1_000 };
  };
  try {
    const killed = await inTurns(turns, kill);
    const pick = (key: 'cutOff' | 'seconds') => ({
      parley: killed.parley.map((each) => each[key]),
      bare: killed.bare.map((each) => each[key]),
    });
    const slowest = killed.parley.map(({ seconds }) => seconds).sort((a, b) => b - a)[0] ?? Number.NaN;
    return [
      toRow('people cut off, of 200', pick('cutOff')),
      toRow('all are back, s', pick('seconds'), { atMost: 10, of: 'own' }),
      toRow(
        'all are back, s, slowest',
        { parley: [slowest], bare: [Math.max(...pick('seconds').bare)] },
        { atMost: 10, of: 'own' },
      ),
    ];
  } finally {
    for (const name of serverNames) {
      const { fleet, balancer, crowd } = all[name];
      crowd.vanish();
      await balancer.stop();
      fleet.stop();
    }
  }
}
