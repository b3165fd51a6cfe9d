import { setTimeout as wait } from 'node:timers/promises';
import { createClient } from '@redis/client';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createSeededRandom } from '@/lib/testing/seeded-random';
import { graceMs } from '../signaling/on-disconnect';
import { Balancer } from '../testing/balancer';
import { type NodeProcess, NodeProcesses } from '../testing/node-process';
import { hasRedis, RedisServer } from '../testing/redis-server';

import { SimulatedPerson } from '../testing/simulated-person';
import { makeRoom, makeSeat, type TestRoom } from '../testing/wire-data';
import { leaseMs } from './node-roll';

const seed = Number(process.env.CHAOS_SEED ?? 20_261_121);
const capacity = 4;
const roomCount = 6;
/** One more than fit wants to be in each room. */
const wanting = capacity + 1;
const chaosMs = 30_000;

describe.skipIf(!hasRedis)(`three nodes and a Redis in trouble, seed ${seed}`, () => {
  const random = createSeededRandom(seed);
  let redis: RedisServer;
  let processes: NodeProcesses;
  let balancer: Balancer;
  const nodes: NodeProcess[] = [];
  const people = new Set<SimulatedPerson>();
  let rooms: TestRoom[];

  async function addNode(): Promise<void> {
    const node = await processes.start({ REDIS_URL: redis.url, ROOM_CAPACITY: String(capacity) });
    nodes.push(node);
    balancer.targets.add(node.port);
  }

  beforeAll(async () => {
    [redis, processes, balancer] = await Promise.all([
      RedisServer.start(),
      NodeProcesses.prepare(),
      Balancer.start(),
    ]);
    await Promise.all([addNode(), addNode(), addNode()]);
    rooms = await Promise.all(Array.from({ length: roomCount }, makeRoom));
  }, 30_000);
  afterAll(async () => {
    redis.resume();
    for (const person of people) person.vanish();
    await processes.stop();
    await balancer.stop();
    await redis.stop();
  });

  const addPerson = async (room: TestRoom) => {
    people.add(new SimulatedPerson(balancer.origin, room, await makeSeat(room), capacity));
  };
  const somebody = () => [...people][random.below(people.size)];

  /** What goes wrong, each as often as it is listed. */
  const troubles: (() => Promise<void>)[] = [
    async () => {
      const node = nodes.splice(random.below(nodes.length), 1)[0];
      if (node === undefined) return;
      balancer.targets.delete(node.port);
      await node.kill();
      await addNode();
    },
    async () => {
      const node = nodes.splice(random.below(nodes.length), 1)[0];
      if (node === undefined) return;
      balancer.targets.delete(node.port);
      expect(await node.stop()).toBe(0);
      expect(node.log()).toBe('');
      await addNode();
    },
    async () => {
      redis.pause();
      await wait(500 + random.below(4_000));
      redis.resume();
    },
    () => redis.restart(),
    async () => somebody()?.drop(),
    async () => somebody()?.drop(),
    async () => {
      const person = somebody();
      if (person === undefined) return;
      people.delete(person);
      if (random.hasLuck(0.5)) person.vanish();
      else void person.leave();
      await addPerson(person.room);
    },
  ];

  /** Looks into Redis itself, again and again: more seats than fit must never be there. */
  async function watchCapacity(until: AbortSignal): Promise<number> {
    const client = createClient({ url: redis.url, socket: { reconnectStrategy: 50 } });
    client.on('error', () => undefined);
    await client.connect();
    let most = 0;
    while (!until.aborted) {
      for (const { roomId } of rooms) {
        const fields = await client.hKeys(`parley:{${roomId}}`).catch(() => []);
        most = Math.max(most, fields.filter((field) => field.startsWith('s:')).length);
      }
      await wait(20);
    }
    client.destroy();
    return most;
  }

  /** In each room as many sit as fit, all agree who, and nobody else is shown. */
  function expectPeace(): void {
    for (const room of rooms) {
      const inRoom = [...people].filter((person) => person.room === room);
      const seated = inRoom.filter(({ isSeated }) => isSeated);
      if (seated.length !== capacity) throw new Error(`${seated.length} sit in ${room.roomId}`);
      const ids = seated.map(({ participantId }) => participantId).sort();
      for (const person of seated) {
        const expected = ids.filter((id) => id !== person.participantId).join(', ');
        if (person.roster !== expected) throw new Error(`${person.roster} instead of ${expected}`);
      }
    }
  }

  it('never seat one too many, and agree on who is there once it is over', async () => {
    for (const room of rooms) for (let i = 0; i < wanting; i++) await addPerson(room);
    await vi.waitFor(expectPeace, { timeout: 20_000, interval: 100 });
    const over = new AbortController();
    const most = watchCapacity(over.signal);

    const endMs = performance.now() + chaosMs;
    while (performance.now() < endMs) {
      await troubles[random.below(troubles.length)]?.();
      await wait(random.below(1_500));
    }
    // Whoever vanished last goes when lease and grace are over.
    await vi.waitFor(expectPeace, { timeout: leaseMs + graceMs + 10_000, interval: 100 });
    over.abort();
    expect(await most).toBe(capacity);
    expect([...people].flatMap(({ complaints }) => complaints)).toEqual([]);
    expect(nodes.map((node) => node.log())).toEqual(['', '', '']);
  }, 120_000);
});
