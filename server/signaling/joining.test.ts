import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { watchAnswerEvent } from '@/lib/protocol';
import { joinRoom, TestClient, watchOf, watchRoom } from '../testing/test-client';
import { startTestServer, type TestServer } from '../testing/test-server';
import { makeEnvelope, makeRoom, makeSeat, withNewEpoch } from '../testing/wire-data';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ ROOM_CAPACITY: '2' });
});
afterAll(() => server.close());

describe('J1', () => {
  it.each([
    ['room:join', { profile: makeEnvelope('profile'), offers: {} }],
    ['room:leave', {}],
    ['profile:update', { profile: makeEnvelope('profile') }],
    ['signal:send', { to: 'aaaa-aaaa-aaaa-aaaa', envelope: makeEnvelope() }],
    ['ice:refresh', {}],
  ])('refuses %s before room:watch with not-watching', async (event, payload) => {
    const client = await TestClient.connect(server.origin);
    expect(await client.say(event, payload)).toEqual({ ok: false, code: 'not-watching' });
  });

  it('refuses a second room:watch on one connection with bad-request', async () => {
    const room = await makeRoom();
    const { client, seat } = await watchRoom(server.origin, room);
    expect(await client.watch(room, seat)).toEqual({ ok: false, code: 'bad-request' });
  });
});

describe('J9', () => {
  it('answers the room:watch of a CONNECT with room:watched, as its acknowledgement would, and seats whoever joins then', async () => {
    const room = await makeRoom();
    const ada = await joinRoom(server.origin, room);
    const seat = await makeSeat(room);
    const { client, answer } = await TestClient.open(server.origin, watchOf(room, seat));
    const { participantId } = ada;
    expect(answer).toMatchObject({
      ok: true,
      value: { participantId: seat.participantId, participants: [{ participantId }], capacity: 2 },
    });
    expect(await client.join()).toMatchObject({ ok: true, value: { participants: [{ participantId }] } });
    expect(await ada.client.next('participant:joined')).toMatchObject({ participantId: seat.participantId });
  });

  it('counts as the watch of the connection: another one is refused (J1)', async () => {
    const room = await makeRoom();
    const seat = await makeSeat(room);
    const { client } = await TestClient.open(server.origin, watchOf(room, seat));
    expect(await client.watch(room, seat)).toEqual({ ok: false, code: 'bad-request' });
  });

  it('is refused for the same reasons, and may be asked for again on the same connection', async () => {
    const room = await makeRoom();
    const seat = await makeSeat(room);
    const watch = watchOf(room, seat);
    for (const [wrong, code] of [
      [{ ...watch, protocolVersion: 2, extra: 1 }, 'unsupported-version'],
      [{ ...watch, extra: 1 }, 'bad-request'],
      [{ ...watch, roomId: 'aaaa-aaaa-aaaa-aaaa' }, 'room-mismatch'],
    ] as const) {
      const { client, answer } = await TestClient.open(server.origin, wrong);
      expect(answer).toEqual({ ok: false, code });
      expect(await client.join()).toEqual({ ok: false, code: 'not-watching' });
      expect(await client.watch(room, seat)).toMatchObject({ ok: true });
    }
  });

  it('is answered over long polling too', async () => {
    const room = await makeRoom();
    const seat = await makeSeat(room);
    const socket = io(server.origin, {
      transports: ['polling'],
      forceNew: true,
      auth: { watch: watchOf(room, seat) },
    });
    const answer = await new Promise((resolve) => socket.once(watchAnswerEvent, resolve));
    expect(answer).toMatchObject({ ok: true, value: { participantId: seat.participantId } });
    socket.disconnect();
  });
});

describe('J2', () => {
  it('lets a watcher hear of those who join, without announcing, seating or addressing it', async () => {
    const room = await makeRoom();
    const watcher = await watchRoom(server.origin, room);
    const ada = await joinRoom(server.origin, room);
    expect(await watcher.client.next('participant:joined')).toMatchObject({
      participantId: ada.participantId,
    });

    const latecomer = await TestClient.connect(server.origin);
    const watched = await latecomer.watch(room, await makeSeat(room));
    expect(watched).toMatchObject({ value: { participants: [{ participantId: ada.participantId }] } });
    expect(await ada.client.settled()).toEqual([]);
    expect(
      await ada.client.request('signal:send', { to: watcher.participantId, envelope: makeEnvelope() }),
    ).toEqual({ ok: false, code: 'no-such-participant' });
    expect(await watcher.client.settled()).toEqual([]);
  });
});

describe('a room with as many watchers as may', () => {
  it('refuses one more with room-full and tells it nothing', async () => {
    const small = await startTestServer({ LIMIT_WATCHERS: '1' });
    const room = await makeRoom();
    const ada = await watchRoom(small.origin, room);
    const refused = await TestClient.connect(small.origin);
    expect(await refused.watch(room, await makeSeat(room))).toEqual({ ok: false, code: 'room-full' });
    await ada.client.join();
    expect(await refused.settled()).toEqual([]);
    await small.close();
  });
});

describe('J3', () => {
  it('lists everyone seated before, without oneself', async () => {
    const room = await makeRoom();
    const ada = await watchRoom(server.origin, room);
    const profile = makeEnvelope('profile');
    expect(await ada.client.join(profile)).toEqual({ ok: true, value: { participants: [] } });
    const bob = await watchRoom(server.origin, room);
    expect(await bob.client.join()).toEqual({
      ok: true,
      value: { participants: [{ participantId: ada.participantId, profile, isInterrupted: false }] },
    });
  });

  it('answers room-full when the seats are taken, and seats the watcher once one is free', async () => {
    const room = await makeRoom();
    const ada = await joinRoom(server.origin, room);
    await joinRoom(server.origin, room);
    const carol = await watchRoom(server.origin, room);
    expect(await carol.client.join()).toEqual({ ok: false, code: 'room-full' });
    await ada.client.request('room:leave', {});
    expect(await carol.client.next('participant:left')).toEqual({
      participantId: ada.participantId,
      reason: 'left',
    });
    expect(await carol.client.join()).toMatchObject({ ok: true });
  });

  it('gives the last seat to one of many who ask at once', async () => {
    const room = await makeRoom();
    await joinRoom(server.origin, room);
    const watchers = await Promise.all(Array.from({ length: 6 }, () => watchRoom(server.origin, room)));
    const results = await Promise.all(watchers.map(({ client }) => client.join()));
    expect(results.filter((result) => result.ok)).toHaveLength(1);
  });
});

describe('J4 and J5', () => {
  it('hands each offer to its resident alone and ignores offers for people who are not seated', async () => {
    const room = await makeRoom();
    const ada = await joinRoom(server.origin, room);
    const watcher = await watchRoom(server.origin, room);
    const bob = await watchRoom(server.origin, room);
    const [profile, offer] = [makeEnvelope('profile'), makeEnvelope()];
    const offers = {
      [ada.participantId]: offer,
      [watcher.participantId]: makeEnvelope(),
      'aaaa-aaaa-aaaa-aaaa': makeEnvelope(),
    };
    expect(await bob.client.join(profile, offers)).toMatchObject({ ok: true });
    expect(await ada.client.next('participant:joined')).toEqual({
      participantId: bob.participantId,
      profile,
      offer,
    });
    expect(await watcher.client.next('participant:joined')).toEqual({
      participantId: bob.participantId,
      profile,
    });
    expect([await ada.client.settled(), await watcher.client.settled(), await bob.client.settled()]).toEqual([
      [],
      [],
      [],
    ]);
  });

  it('announces a newcomer without an offer to a resident for whom there is none', async () => {
    const room = await makeRoom();
    const ada = await joinRoom(server.origin, room);
    const bob = await joinRoom(server.origin, room);
    expect(await ada.client.next('participant:joined')).not.toHaveProperty('offer');
    expect(await bob.client.settled()).toEqual([]);
  });
});

describe('J7', () => {
  it('takes a join with the same epoch for a return: the seat is kept and others hear participant:updated', async () => {
    const room = await makeRoom();
    const ada = await joinRoom(server.origin, room);
    const bob = await joinRoom(server.origin, room);
    await ada.client.next('participant:joined');
    bob.client.drop();
    await ada.client.next('participant:interrupted');

    const back = await watchRoom(server.origin, room, bob.seat);
    const profile = makeEnvelope('profile');
    expect(await back.client.join(profile)).toMatchObject({
      ok: true,
      value: { participants: [{ participantId: ada.participantId }] },
    });
    expect(await ada.client.next('participant:updated')).toEqual({
      participantId: bob.participantId,
      profile,
    });
    expect(await ada.client.settled()).toEqual([]);
  });

  it('takes a join with another epoch for a replacement: others hear participant:joined, with its offer', async () => {
    const room = await makeRoom();
    const ada = await joinRoom(server.origin, room);
    const bob = await joinRoom(server.origin, room);
    await ada.client.next('participant:joined');
    const reloaded = await watchRoom(server.origin, room, withNewEpoch(bob.seat));
    const offer = makeEnvelope();
    await reloaded.client.join(makeEnvelope('profile'), { [ada.participantId]: offer });
    expect(await ada.client.next('participant:joined')).toMatchObject({
      participantId: bob.participantId,
      offer,
    });
    expect(await ada.client.settled()).toEqual([]);
  });
});

describe('J8', () => {
  it('takes the seat from the connection that held it, which hears room:closed and may send no more', async () => {
    const room = await makeRoom();
    const ada = await joinRoom(server.origin, room);
    const bob = await joinRoom(server.origin, room);
    // The room is full: neither a return nor a replacement counts.
    const again = await joinRoom(server.origin, room, withNewEpoch(bob.seat));
    expect(await bob.client.next('room:closed')).toEqual({ reason: 'replaced' });
    const signal = { to: ada.participantId, envelope: makeEnvelope() };
    expect(await bob.client.request('signal:send', signal)).toEqual({ ok: false, code: 'not-joined' });
    expect(await again.client.request('signal:send', signal)).toEqual({ ok: true, value: {} });
  });

  it('leaves the new holder in its seat when the former connection leaves or ends', async () => {
    const room = await makeRoom();
    const ada = await joinRoom(server.origin, room);
    const bob = await joinRoom(server.origin, room);
    const again = await joinRoom(server.origin, room, bob.seat);
    await bob.client.next('room:closed');
    await bob.client.request('room:leave', {});
    bob.client.drop();
    const signal = { to: again.participantId, envelope: makeEnvelope() };
    expect(await ada.client.request('signal:send', signal)).toEqual({ ok: true, value: {} });
    expect((await ada.client.settled()).map(({ event }) => event)).toEqual([
      'participant:joined',
      'participant:updated',
    ]);
  });
});
