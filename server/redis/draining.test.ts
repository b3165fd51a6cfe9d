import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Balancer } from '../testing/balancer';
import { freePort } from '../testing/free-port';
import { type NodeProcess, NodeProcesses } from '../testing/node-process';
import { hasRedis, RedisServer } from '../testing/redis-server';
import { SimulatedPerson } from '../testing/simulated-person';
import { untilReadiness } from '../testing/start-node';
import { makeRoom, makeSeat } from '../testing/wire-data';

const peopleCount = 100;
const peopleEachRoom = 4;

/** People who want to be in rooms of four at this address. */
async function gather(origin: string, count: number): Promise<SimulatedPerson[]> {
  const people: SimulatedPerson[] = [];
  for (let i = 0; i < count / peopleEachRoom; i++) {
    const room = await makeRoom();
    for (let j = 0; j < peopleEachRoom; j++) {
      people.push(new SimulatedPerson(origin, room, await makeSeat(room), peopleEachRoom));
    }
  }
  return people;
}

/** Everybody sits, and sees each of the others once and nobody as away. */
function expectTogether(people: readonly SimulatedPerson[]): void {
  for (const person of people) {
    if (!person.isSeated) throw new Error('somebody is not seated');
    const others = people.filter((other) => other.room === person.room && other !== person);
    const expected = others.map(({ participantId }) => participantId).sort();
    if (person.roster !== expected.join(', ')) throw new Error(`roster: ${person.roster}`);
  }
}

const untilTogether = (people: readonly SimulatedPerson[]) =>
  vi.waitFor(() => expectTogether(people), { timeout: 20_000, interval: 50 });

/** Where there is no other node to go to, people wait for this one. */
async function expectBackAfterRestart(processes: NodeProcesses, variables: Record<string, string>) {
  const own = { ...variables, PORT: String(await freePort()) };
  const node = await processes.start(own);
  const few = await gather(`http://127.0.0.1:${node.port}`, peopleEachRoom);
  await untilTogether(few);
  expect(await node.stop()).toBe(0);
  expect(few.map(({ move }) => move)).toEqual([null, null, null, null]);
  await processes.start(own);
  await untilTogether(few);
  expect(few.flatMap(({ complaints, farewells }) => [...complaints, ...farewells])).toEqual([]);
  for (const person of few) person.vanish();
}

describe.skipIf(!hasRedis)('three nodes, one of which is told to stop', () => {
  let redis: RedisServer;
  let processes: NodeProcesses;
  let balancer: Balancer;
  let nodes: NodeProcess[];
  let people: SimulatedPerson[] = [];

  beforeAll(async () => {
    [redis, processes, balancer] = await Promise.all([
      RedisServer.start(),
      NodeProcesses.prepare(),
      Balancer.start(),
    ]);
    nodes = await Promise.all(
      [1, 2, 3].map(() => processes.start({ REDIS_URL: redis.url, DRAIN_TIMEOUT_S: '60' })),
    );
    for (const { port } of nodes) balancer.targets.add(port);
    people = await gather(balancer.origin, peopleCount);
    await untilTogether(people);
  }, 60_000);
  afterAll(async () => {
    for (const person of people) person.vanish();
    await processes.stop();
    await balancer.stop();
    await redis.stop();
  });

  it('sends its people on one after the other, without anyone missing, and ends with 0 (L4)', async () => {
    const [leaving] = nodes as [NodeProcess];
    const moving = balancer.connectionsTo(leaving.port);
    expect(moving).toBeGreaterThan(20);
    const stopped = leaving.stop();
    // Said at once; the load balancer hears of it while people move already.
    await untilReadiness(`http://127.0.0.1:${leaving.port}`, 503);
    balancer.targets.delete(leaving.port);
    expect(await stopped).toBe(0);
    expect(leaving.log()).toBe('');

    await untilTogether(people);
    const moves = people.flatMap(({ move }) => (move === null ? [] : [move]));
    expect(moves).toHaveLength(moving);
    expect(
      people.flatMap(({ complaints, farewells, alarms }) => [...complaints, ...farewells, ...alarms]),
    ).toEqual([]);
    expect(people.reduce((sum, { losses }) => sum + losses, 0)).toBe(0);

    // Told to go evenly, so no tenth of the time sees a crowd; and nobody went before their time.
    const windowMs = Math.max(...moves.map(({ inMs }) => inMs));
    const tenths = Array.from({ length: 10 }, () => 0);
    for (const { inMs } of moves) {
      const tenth = Math.min(Math.floor((inMs / windowMs) * 10), 9);
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    expect(Math.max(...tenths)).toBeLessThanOrEqual(Math.ceil(moving / 10) + 2);
    for (const { inMs, tookMs } of moves) expect(tookMs).toBeGreaterThanOrEqual(inMs - 2);
    process.stdout.write(
      `${moving} of ${peopleCount} people moved within ${windowMs} ms: ${tenths.join(' ')}.\n`,
    );
  }, 60_000);

  it('has its people back when one that is alone with its Redis is started anew', async () => {
    await expectBackAfterRestart(processes, { REDIS_URL: `${redis.url}/1` });
  }, 30_000);
});

describe('a node alone, without Redis', () => {
  let processes: NodeProcesses;

  beforeAll(async () => {
    processes = await NodeProcesses.prepare();
  });
  afterAll(() => processes.stop());

  it('ends with 0 when it is told to stop, and has its people back when it is started anew', async () => {
    await expectBackAfterRestart(processes, {});
  }, 30_000);
});
