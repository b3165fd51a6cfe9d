import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { graceMs } from '../signaling/on-disconnect';
import { Balancer } from '../testing/balancer';
import { type NodeProcess, NodeProcesses } from '../testing/node-process';
import { hasRedis, RedisServer } from '../testing/redis-server';
import { SimulatedPerson } from '../testing/simulated-person';
import { joinRoom, TestClient } from '../testing/test-client';
import { makeRoom, makeSeat, type TestRoom } from '../testing/wire-data';
import { leaseMs } from './node-roll';

/** Everybody who is in a room and not away, as a newcomer is told. */
async function listRoom(origin: string, room: TestRoom): Promise<string[]> {
  const client = await TestClient.connect(origin);
  const watched = await client.watch(room, await makeSeat(room));
  client.close();
  if (!watched.ok) throw new Error(watched.code);
  return watched.value.participants
    .filter((other) => !other.isInterrupted)
    .map((other) => other.participantId);
}

describe.skipIf(!hasRedis)('three nodes, some of which are killed', () => {
  let redis: RedisServer;
  let processes: NodeProcesses;
  let balancer: Balancer;
  let nodes: NodeProcess[];
  const start = () => processes.start({ REDIS_URL: redis.url });

  beforeAll(async () => {
    [redis, processes, balancer] = await Promise.all([
      RedisServer.start(),
      NodeProcesses.prepare(),
      Balancer.start(),
    ]);
    nodes = await Promise.all([start(), start(), start()]);
    for (const { port } of nodes) balancer.targets.add(port);
  }, 30_000);
  afterAll(async () => {
    await processes.stop();
    await balancer.stop();
    await redis.stop();
  });

  it('bring 200 people back to their rooms, each exactly once, and let a ghost go after the lease', async () => {
    const rooms = await Promise.all(Array.from({ length: 50 }, makeRoom));
    const people: SimulatedPerson[] = [];
    for (const room of rooms) {
      for (let i = 0; i < 4; i++) {
        people.push(new SimulatedPerson(balancer.origin, room, await makeSeat(room), 8));
      }
    }
    const areTogether = () => {
      for (const person of people) {
        if (!person.isSeated) throw new Error('somebody is not seated');
        const roommates = people.filter(({ room }) => room === person.room && person.participantId);
        const others = roommates.map(({ participantId }) => participantId);
        const expected = others.filter((id) => id !== person.participantId).sort();
        if (person.roster !== expected.join(', ')) throw new Error(`roster: ${person.roster}`);
      }
    };
    await vi.waitFor(areTogether, { timeout: 20_000, interval: 100 });

    const [doomed, survivor] = nodes as [NodeProcess, NodeProcess, NodeProcess];
    // Somebody who does not come back when the node is gone.
    const haunted = await makeRoom();
    const witness = await joinRoom(`http://127.0.0.1:${survivor.port}`, haunted);
    const ghost = await joinRoom(`http://127.0.0.1:${doomed.port}`, haunted);
    await witness.client.next('participant:joined');

    const cutOff = balancer.connectionsTo(doomed.port);
    expect(cutOff).toBeGreaterThan(50);
    const killedMs = performance.now();
    await doomed.kill();
    const areBack = () => {
      const losses = people.reduce((sum, person) => sum + person.losses, 0);
      if (losses < cutOff) throw new Error(`${losses} of ${cutOff} have noticed`);
      areTogether();
    };
    // How soon is measured by `npm run bench:load`.
    await vi.waitFor(areBack, { timeout: 30_000, interval: 50 });
    const backMs = performance.now() - killedMs;
    expect(people.flatMap(({ complaints }) => complaints)).toEqual([]);
    // Back in their seats, within the grace time, and not seated anew.
    expect(people.flatMap(({ farewells }) => farewells)).toEqual([]);
    for (const [index, room] of rooms.entries()) {
      const { port } = nodes[1 + (index % 2)] as NodeProcess;
      const listed = await listRoom(`http://127.0.0.1:${port}`, room);
      const expected = people.filter((person) => person.room === room);
      expect(listed.sort()).toEqual(expected.map(({ participantId }) => participantId).sort());
    }

    const patienceMs = leaseMs + graceMs + 5_000;
    expect(await witness.client.next('participant:interrupted', patienceMs)).toEqual({
      participantId: ghost.participantId,
    });
    expect(await witness.client.next('participant:left', patienceMs)).toEqual({
      participantId: ghost.participantId,
      reason: 'timeout',
    });
    expect(await witness.client.settled()).toEqual([]);
    for (const person of people) person.vanish();
    process.stdout.write(
      `${cutOff} of 200 people were back ${(backMs / 1_000).toFixed(1)} s after their node was killed.\n`,
    );
  }, 80_000);
});
