/*
 * The load, in a process of its own. It stays connected to the servers and does one short piece of work at a time,
 * as compare.ts says.
 */
import { type Dialect, dialects, makeTraffic, type Person, type Seated } from './dialects';
import { type Done, type Member, relay, steady } from './relaying';

const roomSize = 4;
/** Messages under way for each of those who relay. */
const windowEach = 4;
/** Messages under way when everybody relays, however many they are. */
const windowOfAll = 160;

export type ServerName = keyof typeof dialects;

/**
 * What may be asked for. Each piece is short, so that the servers can take turns. `who` relays: the `first` to join,
 * what calls say, or `all`, one small message each.
 */
export type Work =
  | {
      work: 'join';
      server: ServerName;
      ports: readonly number[];
      people: number;
      /** Whether the people of a room are on one node; left out, each is on another than the one before. */
      isRoomTogether?: boolean;
    }
  | { work: 'relay'; server: ServerName; durationMs: number; who: 'first' | 'all' }
  | { work: 'steady'; server: ServerName; durationMs: number; perS: number };

type JoinOrder = Extract<Work, { work: 'join' }>;

const crowds: Record<ServerName, { first: Member[]; all: Member[] }> = {
  parley: { first: [], all: [] },
  bare: { first: [], all: [] },
};

async function makePeople(dialect: Dialect, count: number): Promise<Person[]> {
  const people: Person[] = [];
  while (people.length < count) {
    const makePerson = await dialect.makeRoom();
    for (let i = 0; i < roomSize; i++) people.push(await makePerson());
  }
  return people;
}

/**
 * Connects and joins 32 people at a time, the people of one room one after the other.
 */
async function join({ server, ports, people: count, isRoomTogether }: JoinOrder): Promise<Done> {
  const dialect = dialects[server];
  const people = await makePeople(dialect, count);
  const seated: Seated[] = [];
  const rooms = people.length / roomSize;
  let next = 0;
  async function work(): Promise<void> {
    for (let turn = next++; turn < people.length; turn = next++) {
      const index = (turn % rooms) * roomSize + Math.floor(turn / rooms);
      const person = people[index] as Person;
      const room = Math.floor(index / roomSize);
      const port = ports[(isRoomTogether ? room : room + index) % ports.length] ?? 0;
      const joined = await person.join(port);
      joined.socket.onMessage = () => undefined;
      seated[index] = joined;
    }
  }
  const startMs = performance.now();
  await Promise.all(Array.from({ length: 32 }, work));
  const seconds = (performance.now() - startMs) / 1000;

  const crowd = crowds[server];
  const traffic = makeTraffic();
  if (crowd.first.length === 0) crowd.first = toMembers(dialect, seated, traffic);
  crowd.all.push(...toMembers(dialect, seated, traffic.slice(0, 1)));
  return { amount: people.length, seconds, latenciesMs: [] };
}

function toMembers(dialect: Dialect, seated: readonly Seated[], traffic: readonly object[]): Member[] {
  const neighbour = (index: number) => index - (index % roomSize) + ((index + 1) % roomSize);
  const made = seated.map(({ socket }, index): Member => {
    const to = seated[neighbour(index)]?.address ?? '';
    return {
      socket,
      frames: traffic.map((payload) => dialect.signal(to, payload)),
      sentAtMs: [],
      next: null,
    };
  });
  for (const [index, member] of made.entries()) member.next = made[neighbour(index)] ?? null;
  return made;
}

function perform(order: Work): Promise<Done> {
  if (order.work === 'join') return join(order);
  const { first, all } = crowds[order.server];
  if (order.work === 'steady') return steady(first, order.durationMs, order.perS);
  return order.who === 'first'
    ? relay(first, order.durationMs, windowEach * first.length)
    : relay(all, order.durationMs, windowOfAll);
}

process.once('disconnect', () => process.exit(0));
process.on('message', (order: Work) => {
  perform(order).then(
    (done) => process.send?.(done),
    (error: unknown) => {
      process.stderr.write(`${(error as Error).stack}\n`);
      process.exit(1);
    },
  );
});
process.send?.('ready');
