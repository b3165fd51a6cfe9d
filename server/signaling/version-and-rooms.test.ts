import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { participantIdOf, roomIdOf } from '@/lib/protocol';
import { MemoryRoomStore } from '../rooms/memory-room-store';
import { joinRoom, TestClient, watchRoom } from '../testing/test-client';
import { startTestServer, type TestServer } from '../testing/test-server';
import { makeRoom, makeSeat } from '../testing/wire-data';
import { certifiedParticipantId, certifiedRoomId } from './certified-ids';

const store = new MemoryRoomStore({ capacity: 8, watcherCapacity: 64 });
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({}, { store });
});
afterAll(() => server.close());

describe('V1', () => {
  it.each([
    ['the next version', { protocolVersion: 2 }],
    ['another version with words of its own', { protocolVersion: 2, invitation: 'x' }],
  ])('refuses %s with unsupported-version', async (_name, overrides) => {
    const room = await makeRoom();
    const client = await TestClient.connect(server.origin);
    expect(await client.watch(room, await makeSeat(room), overrides)).toEqual({
      ok: false,
      code: 'unsupported-version',
    });
  });
});

describe('R1 and R3', () => {
  it('computes the same names as the WebCrypto version that clients use', async () => {
    for (let i = 0; i < 20; i++) {
      const { roomId, admission } = await makeRoom();
      const { seatToken } = await makeSeat({ roomId, admission });
      expect(certifiedRoomId(admission)).toBe(await roomIdOf(admission));
      expect(certifiedParticipantId(roomId, seatToken)).toBe(await participantIdOf(roomId, seatToken));
    }
  });

  it('gives no name to what is not canonical base64url', () => {
    expect(certifiedRoomId('not/base64url')).toBeNull();
    expect(certifiedParticipantId('aaaa-aaaa-aaaa-aaaa', 'AAAAAAAAAAAAAAAAAAAAAB')).toBeNull();
  });

  it('computes the participant id from the seat token and tells the watcher', async () => {
    const room = await makeRoom();
    const seat = await makeSeat(room);
    const client = await TestClient.connect(server.origin);
    expect(await client.watch(room, seat)).toMatchObject({
      ok: true,
      value: { participantId: seat.participantId, participants: [], capacity: 8 },
    });
  });

  it('refuses a seat token that is not canonical with bad-request', async () => {
    const room = await makeRoom();
    const client = await TestClient.connect(server.origin);
    const reply = await client.watch(room, {
      ...(await makeSeat(room)),
      seatToken: 'AAAAAAAAAAAAAAAAAAAAAB',
    });
    expect(reply).toEqual({ ok: false, code: 'bad-request' });
  });
});

describe('R2', () => {
  it('refuses an admission key of another room with room-mismatch, and lets the right one in afterwards', async () => {
    const [room, other] = [await makeRoom(), await makeRoom()];
    const seat = await makeSeat(room);
    const client = await TestClient.connect(server.origin);
    expect(await client.watch({ ...room, admission: other.admission }, seat)).toEqual({
      ok: false,
      code: 'room-mismatch',
    });
    expect(await client.watch(room, seat)).toMatchObject({ ok: true });
  });

  it('tells a stranger nothing of what happens in the room', async () => {
    const [room, other] = [await makeRoom(), await makeRoom()];
    const stranger = await TestClient.connect(server.origin);
    await stranger.watch({ ...room, admission: other.admission }, await makeSeat(room));
    await joinRoom(server.origin, room);
    expect(await stranger.settled()).toEqual([]);
  });
});

describe('R4', () => {
  it('keeps the participant id of a seat token across connections', async () => {
    const room = await makeRoom();
    const seat = await makeSeat(room);
    const first = await watchRoom(server.origin, room, seat);
    first.client.close();
    const second = await TestClient.connect(server.origin);
    expect(await second.watch(room, seat)).toMatchObject({ value: { participantId: seat.participantId } });
  });
});

describe('R5', () => {
  it('forgets a room when nobody watches or sits in it any more', async () => {
    const room = await makeRoom();
    const before = await store.countRooms();
    const { client } = await joinRoom(server.origin, room);
    expect(await store.countRooms()).toBe(before + 1);
    await client.request('room:leave', {});
    client.close();
    await expect.poll(() => store.countRooms()).toBe(before);
  });
});
