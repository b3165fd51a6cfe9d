import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FakeClock } from '../testing/fake-clock';
import { joinRoom, TestClient, watchRoom } from '../testing/test-client';
import { startTestServer, type TestServer } from '../testing/test-server';
import { makeEnvelope, makeRoom } from '../testing/wire-data';
import { graceMs } from './on-disconnect';

const clock = new FakeClock();
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({}, { clock });
});
afterAll(() => server.close());

describe('L1', () => {
  it('frees the seat at once and keeps the connection as a watcher', async () => {
    const room = await makeRoom();
    const ada = await joinRoom(server.origin, room);
    const bob = await joinRoom(server.origin, room);
    await ada.client.next('participant:joined');
    expect(await bob.client.request('room:leave', {})).toEqual({ ok: true, value: {} });
    expect(await ada.client.next('participant:left')).toEqual({
      participantId: bob.participantId,
      reason: 'left',
    });
    await ada.client.request('profile:update', { profile: makeEnvelope('profile') });
    expect(await bob.client.next('participant:updated')).toMatchObject({ participantId: ada.participantId });
    expect(await bob.client.join()).toMatchObject({ ok: true });
  });

  it('says nothing of somebody who leaves without a seat', async () => {
    const room = await makeRoom();
    const ada = await joinRoom(server.origin, room);
    const watcher = await watchRoom(server.origin, room);
    expect(await watcher.client.request('room:leave', {})).toEqual({ ok: true, value: {} });
    expect(await ada.client.settled()).toEqual([]);
  });
});

describe('L2', () => {
  it('announces a lost connection as interrupted and frees the seat after the grace time, not before', async () => {
    const room = await makeRoom();
    const ada = await joinRoom(server.origin, room);
    const bob = await joinRoom(server.origin, room);
    await ada.client.next('participant:joined');
    bob.client.drop();
    expect(await ada.client.next('participant:interrupted')).toEqual({ participantId: bob.participantId });

    clock.advance(graceMs - 1);
    const carol = await watchRoom(server.origin, room);
    expect((await carol.client.join()).ok && (await carol.client.settled())).toEqual([]);
    expect(await ada.client.next('participant:joined')).toMatchObject({ participantId: carol.participantId });
    expect(await ada.client.settled()).toEqual([]);

    clock.advance(1);
    expect(await ada.client.next('participant:left')).toEqual({
      participantId: bob.participantId,
      reason: 'timeout',
    });
  });

  it('shows an interrupted participant as such to those who come meanwhile', async () => {
    const room = await makeRoom();
    const ada = await joinRoom(server.origin, room);
    const bob = await joinRoom(server.origin, room);
    bob.client.drop();
    await ada.client.next('participant:interrupted');
    const carol = await watchRoom(server.origin, room);
    const joined = await carol.client.join();
    const roster = joined.ok ? joined.value.participants : [];
    expect(roster.map(({ participantId, isInterrupted }) => [participantId, isInterrupted])).toEqual([
      [ada.participantId, false],
      [bob.participantId, true],
    ]);
  });

  it('keeps the seat of somebody who returned, however late the grace time of the lost connection ends', async () => {
    const room = await makeRoom();
    const ada = await joinRoom(server.origin, room);
    const bob = await joinRoom(server.origin, room);
    bob.client.drop();
    await ada.client.next('participant:interrupted');
    const back = await joinRoom(server.origin, room, bob.seat);
    await ada.client.next('participant:updated');
    clock.advance(graceMs);
    const signal = { to: back.participantId, envelope: makeEnvelope() };
    expect(await ada.client.request('signal:send', signal)).toMatchObject({ ok: true });
    expect((await ada.client.settled()).map(({ event }) => event)).toEqual(['participant:joined']);
  });
});

describe('L3', () => {
  it('forgets a watcher whose connection ends without a word', async () => {
    const room = await makeRoom();
    const ada = await joinRoom(server.origin, room);
    const watcher = await watchRoom(server.origin, room);
    watcher.client.drop();
    clock.advance(graceMs);
    // Somebody seated who drops afterwards is announced, so the watcher's end has been dealt with.
    const bob = await joinRoom(server.origin, room);
    bob.client.drop();
    await ada.client.next('participant:interrupted');
    expect((await ada.client.settled()).map(({ event }) => event)).toEqual(['participant:joined']);
  });
});

describe('L4', () => {
  it('says server:draining, refuses new joins, reports not ready, and closes', async () => {
    const stopping = await startTestServer();
    const room = await makeRoom();
    const ada = await joinRoom(stopping.origin, room);
    const bob = await watchRoom(stopping.origin, room);
    stopping.drain();
    expect(await bob.client.next('server:draining')).toEqual({});
    expect(await ada.client.next('server:draining')).toEqual({});
    expect(await bob.client.join()).toEqual({ ok: false, code: 'server-draining' });
    expect((await fetch(`${stopping.origin}/readyz`)).status).toBe(503);
    expect((await fetch(`${stopping.origin}/healthz`)).status).toBe(200);

    const ended = ada.client.ended;
    await stopping.close();
    // Not 'io server disconnect', after which Socket.io's client would stay away for good.
    expect(await ended).toBe('transport close');
    await expect(TestClient.connect(stopping.origin)).rejects.toThrow();
    expect(await ada.client.heard).toEqual([]);
  });
});
