import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { functionDefaults } from './function';
import { Balancer } from './testing/balancer';
import { type NodeProcess, NodeProcesses } from './testing/node-process';
import { hasRedis, RedisServer } from './testing/redis-server';
import { SimulatedPerson } from './testing/simulated-person';
import { makeEnvelope, makeRoom, makeSeat } from './testing/wire-data';

const path = '/api/signaling';
const capacity = 3;

/** As hosts of functions do it, only sooner: no connection lives longer. */
const longestLifeMs = 3_000;
/** Shorter than some lives: those are told to move before they are cut. */
const ownLifeS = '2';
/** Between one message and the next: people do not meet the limits. */
const pauseMs = 100;
/** How often everybody has to go on elsewhere. */
const rounds = 3;

it('ends connections while the host would still let them live', () => {
  const { functions } = JSON.parse(readFileSync('vercel.json', 'utf8'));
  const { maxDuration } = functions['api/signaling.js'];
  expect(Number(functionDefaults.CONNECTION_LIFE_S)).toBeLessThan(maxDuration);
});

describe.skipIf(!hasRedis)('signaling as a function', () => {
  let redis: RedisServer;
  let processes: NodeProcesses;
  let balancer: Balancer;
  const start = async (): Promise<NodeProcess> => {
    const instance = await processes.start({
      REDIS_URL: redis.url,
      ROOM_CAPACITY: String(capacity),
      CONNECTION_LIFE_S: ownLifeS,
    });
    balancer.targets.add(instance.port);
    return instance;
  };
  const end = async (instance: NodeProcess): Promise<void> => {
    balancer.targets.delete(instance.port);
    await instance.kill();
  };

  beforeAll(async () => {
    [redis, processes, balancer] = await Promise.all([
      RedisServer.start(),
      NodeProcesses.prepare(new URL('testing/function-main.ts', import.meta.url)),
      Balancer.start(),
    ]);
  }, 30_000);
  afterAll(async () => {
    await processes.stop();
    await balancer.stop();
    await redis.stop();
  });

  it('keeps everybody in their rooms while connections are cut and instances come and go', async ({
    signal,
  }) => {
    const [first] = await Promise.all([start(), start(), start()]);
    const rooms = await Promise.all(Array.from({ length: 4 }, makeRoom));
    const people: SimulatedPerson[] = [];
    for (const room of rooms) {
      for (let i = 0; i < capacity; i++) {
        people.push(new SimulatedPerson(balancer.origin, room, await makeSeat(room), capacity, path));
      }
    }
    const roommatesOf = (person: SimulatedPerson) =>
      people.filter((other) => other.room === person.room && other !== person);
    const areTogether = () => {
      for (const person of people) {
        if (!person.isSeated) throw new Error('somebody is not seated');
        const expected = roommatesOf(person).map(({ participantId }) => participantId);
        expect(person.roster).toBe(expected.sort().join(', '));
      }
    };
    await vi.waitFor(areTogether, { timeout: 20_000, interval: 20 });
    balancer.longestLifeMs = longestLifeMs;
    for (const person of people) person.drop();

    // Somebody whom no room has a seat for, although one of its people is always just coming back.
    const [fullRoom] = rooms as [(typeof rooms)[0]];
    const onlooker = new SimulatedPerson(balancer.origin, fullRoom, await makeSeat(fullRoom), capacity, path);
    let isOver = false;
    /** Says something until it has arrived, as a client repeats an offer that is not answered (N4). */
    const converse = async (person: SimulatedPerson, other: SimulatedPerson) => {
      let count = 0;
      while (!isOver && !signal.aborted) {
        const envelope = makeEnvelope();
        // However slow the machine is: what never arrives is for the test's own time to end.
        while (!other.received.has(envelope.box) && !signal.aborted) {
          await person.say(other.participantId, envelope);
          await wait(50);
        }
        count++;
        await wait(pauseMs);
      }
      return count;
    };
    const conversations = people.flatMap((person) =>
      roommatesOf(person).map((other) => converse(person, other)),
    );
    const changesOf = ({ losses, moves }: SimulatedPerson) => losses + moves;
    const changesAtFirst = new Map(people.map((person) => [person, changesOf(person)]));
    const [fourth] = await Promise.all([start(), end(first)]);
    await vi.waitFor(
      () => {
        for (const person of people) {
          expect(changesOf(person) - (changesAtFirst.get(person) ?? 0)).toBeGreaterThanOrEqual(rounds);
        }
      },
      { timeout: 30_000, interval: 50 },
    );
    await Promise.all([start(), end(fourth)]);
    isOver = true;
    balancer.longestLifeMs = Number.POSITIVE_INFINITY;
    for (const count of await Promise.all(conversations)) expect(count).toBeGreaterThan(rounds);
    await vi.waitFor(areTogether, { timeout: 10_000, interval: 20 });

    expect(people.filter(({ losses }) => losses > 0)).not.toEqual([]);
    expect(people.filter(({ moves }) => moves > 0)).not.toEqual([]);
    expect(people.flatMap(({ farewells }) => farewells)).toEqual([]);
    expect(people.flatMap(({ complaints }) => complaints)).toEqual([]);
    expect(onlooker.isSeated).toBe(false);
    for (const person of [...people, onlooker]) person.vanish();
  }, 60_000);

  it('has no answer for long polling, whose polls would meet different instances', async () => {
    const instance = await start();
    const answer = await fetch(`http://127.0.0.1:${instance.port}${path}?EIO=4&transport=polling`);
    expect(answer.status).toBe(404);
    await end(instance);
  });
});
