import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WireErrorCode } from '@/lib/protocol';
import { hasRedis, RedisServer } from '../testing/redis-server';
import { startNode, untilReadiness } from '../testing/start-node';
import { type Seated, type TestClient, watchRoom } from '../testing/test-client';
import type { TestServer } from '../testing/test-server';
import { makeEnvelope, makeRoom, type TestRoom } from '../testing/wire-data';

/** Asks as clients do: again, for as long as the refusal is a passing one. */
async function joinInTheEnd(client: TestClient): Promise<Set<WireErrorCode>> {
  const refusals = new Set<WireErrorCode>();
  for (;;) {
    const joined = await client.join();
    if (joined.ok) return refusals;
    refusals.add(joined.code);
    if (joined.code !== 'server-interrupted') return refusals;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Takes a seat, however long the node still waits for others to say whom they have. */
async function arrive(origin: string, room: TestRoom): Promise<Seated> {
  const seated = await watchRoom(origin, room);
  await joinInTheEnd(seated.client);
  return seated;
}

async function rosterSeenBy(origin: string, room: TestRoom): Promise<unknown[]> {
  const { client } = await watchRoom(origin, room);
  const { participants } = await client
    .join()
    .then((joined) => (joined.ok ? joined.value : { participants: [] }));
  client.close();
  return participants.map(({ participantId, isInterrupted }) => ({ participantId, isInterrupted }));
}

const present = ({ participantId }: Seated) => ({ participantId, isInterrupted: false });

describe.skipIf(!hasRedis)('while Redis is away (S6)', () => {
  let redis: RedisServer;
  let here: TestServer;
  let there: TestServer;
  beforeAll(async () => {
    redis = await RedisServer.start();
    [here, there] = await Promise.all([startNode(redis.url), startNode(redis.url)]);
  }, 20_000);
  afterAll(async () => {
    redis.resume();
    await Promise.all([here.close(), there.close()]);
    await redis.stop();
  });

  /** Ada and Bob on one node, Cleo on the other. */
  async function gather(): Promise<[TestRoom, Seated, Seated, Seated]> {
    const room = await makeRoom();
    const ada = await arrive(here.origin, room);
    const bob = await arrive(here.origin, room);
    const cleo = await arrive(there.origin, room);
    await ada.client.next('participant:joined');
    await ada.client.next('participant:joined');
    await bob.client.next('participant:joined');
    return [room, ada, bob, cleo];
  }

  const say = (from: Seated, to: Seated) =>
    from.client.request('signal:send', { to: to.participantId, envelope: makeEnvelope() });

  it('people of one node still reach each other; all else is refused in time, and granted when it is back', async () => {
    const [, ada, bob, cleo] = await gather();
    const other = await makeRoom();
    const dan = await watchRoom(there.origin, other);
    redis.pause();
    await Promise.all([here, there].map(({ origin }) => untilReadiness(origin, 503)));
    expect(await say(ada, bob)).toEqual({ ok: true, value: {} });
    await bob.client.next('signal:received');
    expect(await say(ada, cleo)).toEqual({ ok: false, code: 'server-interrupted' });
    expect(await dan.client.join()).toEqual({ ok: false, code: 'server-interrupted' });
    redis.resume();
    expect(await joinInTheEnd(dan.client)).not.toContain('room-full');
    await Promise.all([here, there].map(({ origin }) => untilReadiness(origin, 200)));
    expect(await say(ada, cleo)).toEqual({ ok: true, value: {} });
    await cleo.client.next('signal:received');
    for (const { client } of [ada, bob, cleo]) expect(await client.settled()).toEqual([]);
  }, 30_000);

  it('nobody loses the seat when it comes back without its data, and nobody gets one too many', async () => {
    const [room, ada, bob, cleo] = await gather();
    const dan = await watchRoom(there.origin, room);
    await redis.restart();
    expect(await joinInTheEnd(dan.client)).toContain('room-full');
    for (const { client } of [ada, bob, cleo, dan]) expect(await client.settled()).toEqual([]);
    await cleo.client.request('room:leave', {});
    await ada.client.next('participant:left');
    expect(await rosterSeenBy(there.origin, room)).toEqual(
      expect.arrayContaining([present(ada), present(bob)]),
    );
  }, 30_000);

  it('whoever leaves or is cut off meanwhile is made known when it is back', async () => {
    const [, ada, bob, cleo] = await gather();
    redis.pause();
    await Promise.all([here, there].map(({ origin }) => untilReadiness(origin, 503)));
    expect(await cleo.client.request('room:leave', {})).toEqual({ ok: true, value: {} });
    bob.client.drop();
    redis.resume();
    expect(await ada.client.next('participant:left')).toEqual({
      participantId: cleo.participantId,
      reason: 'left',
    });
    expect(await ada.client.next('participant:interrupted')).toEqual({ participantId: bob.participantId });
    expect(await ada.client.settled()).toEqual([]);
  }, 30_000);
});
