import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PollingBalancer } from '../testing/polling-balancer';
import { RawConnection } from '../testing/raw-connection';
import { hasRedis, RedisServer } from '../testing/redis-server';
import { readiness, startNode } from '../testing/start-node';
import { joinRoom, TestClient, watchRoom } from '../testing/test-client';
import type { TestServer } from '../testing/test-server';
import { makeEnvelope, makeRoom, makeSeat, withNewEpoch } from '../testing/wire-data';

describe.skipIf(!hasRedis)('people of one room on two nodes', () => {
  let redis: RedisServer;
  let here: TestServer;
  let there: TestServer;
  beforeAll(async () => {
    redis = await RedisServer.start();
    [here, there] = await Promise.all([startNode(redis.url), startNode(redis.url)]);
  }, 15_000);
  afterAll(async () => {
    await Promise.all([here.close(), there.close()]);
    await redis.stop();
  });

  it('see each other come, with the offers meant for them (J3, J4)', async () => {
    const room = await makeRoom();
    const ada = await joinRoom(here.origin, room);
    const watcher = await watchRoom(here.origin, room);
    const bob = await watchRoom(there.origin, room);
    const offer = makeEnvelope();
    const joined = await bob.client.join(makeEnvelope('profile'), { [ada.participantId]: offer });
    expect(joined).toMatchObject({ value: { participants: [{ participantId: ada.participantId }] } });
    expect(await ada.client.next('participant:joined')).toMatchObject({
      participantId: bob.participantId,
      offer,
    });
    const heard = await watcher.client.next('participant:joined');
    expect(heard).toMatchObject({ participantId: bob.participantId });
    expect(heard).not.toHaveProperty('offer');
    expect(await bob.client.settled()).toEqual([]);
  });

  it('reach each other, and nobody who is not seated (S1, S2)', async () => {
    const room = await makeRoom();
    const ada = await joinRoom(here.origin, room);
    const bob = await joinRoom(there.origin, room);
    const watcher = await watchRoom(there.origin, room);
    await ada.client.next('participant:joined');
    const envelope = makeEnvelope();
    const say = (to: string) => ada.client.request('signal:send', { to, envelope });
    expect(await say(bob.participantId)).toEqual({ ok: true, value: {} });
    expect(await bob.client.next('signal:received')).toEqual({ from: ada.participantId, envelope });
    expect(await say(watcher.participantId)).toEqual({ ok: false, code: 'no-such-participant' });
    bob.client.drop();
    await ada.client.next('participant:interrupted');
    expect(await say(bob.participantId)).toEqual({ ok: false, code: 'participant-away' });
  });

  it('race for the last seat, and one gets it (J3)', async () => {
    const room = await makeRoom();
    const rivals = await Promise.all(
      [here, there, here, there, here, there].map((node) => watchRoom(node.origin, room)),
    );
    const results = await Promise.all(rivals.map(({ client }) => client.join()));
    expect(results.filter((result) => result.ok)).toHaveLength(3);
    expect(results.find((result) => !result.ok)).toEqual({ ok: false, code: 'room-full' });
  });

  it('take their seat along from one node to the other (R4, J7, J8)', async () => {
    const room = await makeRoom();
    const ada = await joinRoom(here.origin, room);
    const bob = await joinRoom(here.origin, room);
    await ada.client.next('participant:joined');
    await joinRoom(there.origin, room, bob.seat);
    expect(await bob.client.next('room:closed')).toEqual({ reason: 'replaced' });
    expect(await ada.client.next('participant:updated')).toMatchObject({ participantId: bob.participantId });
    await joinRoom(there.origin, room, withNewEpoch(bob.seat));
    expect(await ada.client.next('participant:joined')).toMatchObject({ participantId: bob.participantId });
    // The former connection's end is no news of the seat.
    bob.client.close();
    expect(await ada.client.settled()).toEqual([]);
  });

  it('may still join where they are when their node stops, but none is let in, and whoever stays is cut off (L4)', async () => {
    const leaving = await startNode(redis.url, { DRAIN_TIMEOUT_S: '1' });
    const room = await makeRoom();
    const ada = await joinRoom(here.origin, room);
    const bob = await joinRoom(leaving.origin, room);
    const cleo = await watchRoom(leaving.origin, room);
    await ada.client.next('participant:joined');
    leaving.drain();
    const { moveInMs } = await bob.client.next('server:draining');
    expect(moveInMs).toBeLessThan(1_000);
    expect(await cleo.client.join()).toMatchObject({ ok: true });
    expect(await cleo.client.request('room:leave', {})).toMatchObject({ ok: true });
    await expect(TestClient.connect(leaving.origin)).rejects.toThrow();
    // As load balancers understand it.
    const handshake = '/socket.io/?EIO=4&transport=';
    expect((await fetch(`${leaving.origin}${handshake}polling`)).status).toBe(503);
    const upgrade = `GET ${handshake}websocket HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`;
    expect(await RawConnection.exchange(leaving.origin, upgrade)).toMatch(/^HTTP\/1\.1 503 /);
    expect(await readiness(leaving.origin)).toBe(503);
    const said = await (await fetch(`${leaving.origin}/readyz`)).json();
    expect(said).toEqual({ status: 'draining', redis: 'up', turn: [], stun: [] });
    await leaving.handOver();
    await bob.client.ended;
    await leaving.close();
    await ada.client.next('participant:joined');
    await ada.client.next('participant:left');
    expect(await ada.client.next('participant:interrupted')).toEqual({ participantId: bob.participantId });
    await joinRoom(there.origin, room, bob.seat);
    expect(await ada.client.next('participant:updated')).toMatchObject({ participantId: bob.participantId });
    expect(await ada.client.settled()).toEqual([]);
  });

  it('meet over long polling where their address leads to a node, and only there', async () => {
    const ports = [here, there].map(({ origin }) => Number(new URL(origin).port));
    const sticky = await PollingBalancer.start(ports, { isForgetful: false });
    const forgetful = await PollingBalancer.start(ports, { isForgetful: true });
    const polling = { transports: ['polling'], upgrade: false };
    const room = await makeRoom();
    const seated = await Promise.all(
      [2, 3].map(async (address) => {
        const seat = await makeSeat(room);
        const client = await TestClient.connect(sticky.originFor(address), polling);
        expect(await client.watch(room, seat)).toMatchObject({ ok: true });
        expect(await client.join()).toMatchObject({ ok: true });
        return { client, ...seat };
      }),
    );
    const [ada, bob] = seated as [(typeof seated)[0], (typeof seated)[0]];
    const envelope = makeEnvelope();
    const signal = { to: bob.participantId, envelope };
    expect(await ada.client.request('signal:send', signal)).toMatchObject({ ok: true });
    expect(await bob.client.next('signal:received')).toEqual({ from: ada.participantId, envelope });
    await expect(TestClient.connect(forgetful.originFor(2), polling)).rejects.toThrow();
    for (const { client } of seated) client.close();
    await Promise.all([sticky.stop(), forgetful.stop()]);
  });

  it('hear of profiles and of those who leave (L1)', async () => {
    const room = await makeRoom();
    const ada = await joinRoom(here.origin, room);
    const bob = await joinRoom(there.origin, room);
    await ada.client.next('participant:joined');
    const profile = makeEnvelope('profile');
    expect(await bob.client.request('profile:update', { profile })).toMatchObject({ ok: true });
    expect(await ada.client.next('participant:updated')).toEqual({
      participantId: bob.participantId,
      profile,
    });
    await bob.client.request('room:leave', {});
    expect(await ada.client.next('participant:left')).toEqual({
      participantId: bob.participantId,
      reason: 'left',
    });
    expect(await bob.client.settled()).toEqual([]);
    const again = await TestClient.connect(there.origin);
    expect(await again.watch(room, await makeSeat(room))).toMatchObject({
      value: { participants: [{ participantId: ada.participantId }] },
    });
  });
});
