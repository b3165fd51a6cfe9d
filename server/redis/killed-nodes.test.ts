import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { graceMs } from '../signaling/on-disconnect';
import { Balancer } from '../testing/balancer';
import { type NodeProcess, NodeProcesses } from '../testing/node-process';
import { hasRedis, RedisServer } from '../testing/redis-server';
import { SimulatedPerson } from '../testing/simulated-person';
import { joinRoom } from '../testing/test-client';
import { makeRoom, makeSeat } from '../testing/wire-data';
import { leaseMs } from './node-roll';

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

  it('bring 200 people back to their rooms, each once, within 10 s, and let a ghost go after the lease', async () => {
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
    await vi.waitFor(areBack, { timeout: 10_000, interval: 50 });
    const backMs = performance.now() - killedMs;
    expect(backMs).toBeLessThan(10_000);
    expect(people.flatMap(({ complaints }) => complaints)).toEqual([]);

    expect(await witness.client.next('participant:interrupted')).toEqual({
      participantId: ghost.participantId,
    });
    expect(await witness.client.next('participant:left')).toEqual({
      participantId: ghost.participantId,
      reason: 'timeout',
    });
    expect(performance.now() - killedMs).toBeLessThan(leaseMs + graceMs + 3_000);
    expect(await witness.client.settled()).toEqual([]);
    for (const person of people) person.vanish();
    process.stdout.write(
      `${cutOff} of 200 people were back ${(backMs / 1_000).toFixed(1)} s after their node was killed.\n`,
    );
  }, 80_000);
});
