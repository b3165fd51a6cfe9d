import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { limits } from '@/lib/protocol';
import { FakeClock } from '../testing/fake-clock';
import { joinRoom, type Seated, TestClient, watchRoom } from '../testing/test-client';
import { startTestServer, type TestServer } from '../testing/test-server';
import { makeEnvelope, makeRoom } from '../testing/wire-data';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

async function pair(origin = server.origin): Promise<[Seated, Seated]> {
  const room = await makeRoom();
  const ada = await joinRoom(origin, room);
  const bob = await joinRoom(origin, room);
  await ada.client.next('participant:joined');
  return [ada, bob];
}

describe('S1', () => {
  it('reaches nobody but a participant seated in the same room', async () => {
    const [ada] = await pair();
    const [stranger] = await pair();
    for (const to of [stranger.participantId, ada.participantId, 'aaaa-aaaa-aaaa-aaaa']) {
      expect(await ada.client.request('signal:send', { to, envelope: makeEnvelope() })).toEqual({
        ok: false,
        code: 'no-such-participant',
      });
    }
    expect(await stranger.client.settled()).toEqual([]);
  });

  it('answers participant-away for an interrupted addressee', async () => {
    const [ada, bob] = await pair();
    bob.client.drop();
    await ada.client.next('participant:interrupted');
    expect(
      await ada.client.request('signal:send', { to: bob.participantId, envelope: makeEnvelope() }),
    ).toEqual({ ok: false, code: 'participant-away' });
  });
});

describe('S2', () => {
  it('stamps from with the sender and relays the envelope unchanged, in order', async () => {
    const [ada, bob] = await pair();
    const envelopes = [
      makeEnvelope('description', 9_000),
      makeEnvelope('candidates'),
      makeEnvelope('candidates'),
    ];
    for (const envelope of envelopes) {
      expect(await ada.client.request('signal:send', { to: bob.participantId, envelope })).toEqual({
        ok: true,
        value: {},
      });
    }
    for (const envelope of envelopes) {
      expect(await bob.client.next('signal:received')).toEqual({ from: ada.participantId, envelope });
    }
  });

  it('refuses a payload that names its sender', async () => {
    const [ada, bob] = await pair();
    const forged = { to: bob.participantId, envelope: makeEnvelope(), from: bob.participantId };
    expect(await ada.client.say('signal:send', forged)).toEqual({ ok: false, code: 'bad-request' });
    expect(await bob.client.settled()).toEqual([]);
  });
});

describe('S3', () => {
  it('refuses signals and profiles of a watcher with not-joined', async () => {
    const room = await makeRoom();
    const ada = await joinRoom(server.origin, room);
    const watcher = await watchRoom(server.origin, room);
    const refused = { ok: false, code: 'not-joined' };
    const signal = { to: ada.participantId, envelope: makeEnvelope() };
    expect(await watcher.client.request('signal:send', signal)).toEqual(refused);
    expect(await watcher.client.request('profile:update', { profile: makeEnvelope('profile') })).toEqual(
      refused,
    );
    expect(await ada.client.settled()).toEqual([]);
  });

  it('tells the room, watchers too, of a new profile and shows it to those who come later', async () => {
    const room = await makeRoom();
    const [ada, watcher] = [await joinRoom(server.origin, room), await watchRoom(server.origin, room)];
    const profile = makeEnvelope('profile');
    expect(await ada.client.request('profile:update', { profile })).toEqual({ ok: true, value: {} });
    expect(await watcher.client.next('participant:updated')).toEqual({
      participantId: ada.participantId,
      profile,
    });
    expect(await watcher.client.join()).toMatchObject({ value: { participants: [{ profile }] } });
  });
});

describe('S4', () => {
  const good = { to: 'aaaa-aaaa-aaaa-aaaa', envelope: makeEnvelope() };
  const { envelope } = good;
  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a list', [good]],
    ['binary data', Buffer.from('x')],
    ['an unknown key', { ...good, extra: 1 }],
    ['an unknown key in the envelope', { ...good, envelope: { ...envelope, extra: 1 } }],
    ['a missing key', { to: good.to }],
    ['a wrong type', { ...good, to: 7 }],
    ['an id in capitals', { ...good, to: 'AAAA-aaaa-aaaa-aaaa' }],
    ['an unknown kind', { ...good, envelope: { ...envelope, kind: 'gossip' } }],
    ['a seq that is no safe integer', { ...good, envelope: { ...envelope, seq: 1.5 } }],
    ['a box over its limit', { ...good, envelope: { ...envelope, box: 'A'.repeat(limits.boxLength + 1) } }],
    ['a box that is not base64url', { ...good, envelope: { ...envelope, box: `${'A'.repeat(40)}<` } }],
  ])('refuses %s with bad-request, and the connection lives on', async (_name, payload) => {
    const [ada, bob] = await pair();
    expect(await ada.client.say('signal:send', payload)).toEqual({ ok: false, code: 'bad-request' });
    const signal = { to: bob.participantId, envelope: makeEnvelope() };
    expect(await ada.client.request('signal:send', signal)).toEqual({ ok: true, value: {} });
  });

  it('refuses a profile that is longer than any can be', async () => {
    const room = await makeRoom();
    const ada = await joinRoom(server.origin, room);
    const watcher = await watchRoom(server.origin, room);
    const profile = makeEnvelope('profile', limits.profileBoxLength);
    const refused = { ok: false, code: 'bad-request' };
    expect(await ada.client.request('profile:update', { profile })).toEqual(refused);
    expect(await watcher.client.join(profile)).toEqual(refused);
    expect(await watcher.client.settled()).toEqual([]);
  });

  it('refuses an event it does not know and tolerates a missing acknowledgement', async () => {
    const [ada, bob] = await pair();
    expect(await ada.client.say('room:destroy', {})).toEqual({ ok: false, code: 'bad-request' });
    ada.client.socket.emit('signal:send', { to: bob.participantId, envelope: makeEnvelope() });
    expect(await bob.client.next('signal:received')).toMatchObject({ from: ada.participantId });
  });

  it('ends the connection of a packet over the limit, and of no other', async () => {
    const [ada, bob] = await pair();
    const ended = bob.client.ended;
    bob.client.socket.emit('signal:send', 'A'.repeat(limits.packetBytes + 1));
    await ended;
    await ada.client.next('participant:interrupted');
    expect(await ada.client.settled()).toEqual([]);
  });
});

describe('S5', () => {
  it('answers rate-limited over the limit, relays nothing, and recovers', async () => {
    const clock = new FakeClock();
    const limited = await startTestServer({ LIMIT_MESSAGES_PER_S: '1' }, { clock });
    const [ada, bob] = await pair(limited.origin);
    const signal = { to: bob.participantId, envelope: makeEnvelope() };
    const codes: string[] = [];
    for (let i = 0; i < 8; i++) {
      const result = await ada.client.request('signal:send', signal);
      codes.push(result.ok ? 'ok' : result.code);
    }
    const relayed = codes.filter((code) => code === 'ok').length;
    expect(codes.at(-1)).toBe('rate-limited');
    expect(relayed).toBeGreaterThan(0);
    expect((await bob.client.settled()).filter(({ event }) => event === 'signal:received')).toHaveLength(
      relayed,
    );
    clock.advance(1_000);
    expect(await ada.client.request('signal:send', signal)).toMatchObject({ ok: true });
    await limited.close();
  });

  it('counts the connections of one address together, known events and unknown', async () => {
    const limited = await startTestServer({ LIMIT_ADDRESS_MESSAGES_PER_S: '2' }, { clock: new FakeClock() });
    const [ada, bob] = await pair(limited.origin);
    const codes = new Set<string>();
    for (let i = 0; i < 6; i++) {
      for (const { client } of [ada, bob]) {
        const result = await client.say('room:destroy', {});
        codes.add(result.ok ? 'ok' : result.code);
      }
    }
    expect(codes).toContain('rate-limited');
    await limited.close();
  });

  it('counts on when an address closes its connections and comes back', async () => {
    const clock = new FakeClock();
    const limited = await startTestServer(
      { LIMIT_CONNECTIONS: '1', LIMIT_ADDRESS_MESSAGES_PER_S: '2' },
      { clock },
    );
    const first = await TestClient.connect(limited.origin);
    const codeOf = async (client: TestClient) => {
      const result = await client.say('room:destroy', {});
      return result.ok ? 'ok' : result.code;
    };
    for (let i = 0; i < 12; i++) await codeOf(first);
    expect(await codeOf(first)).toBe('rate-limited');
    first.close();
    // Let in only once the first is gone.
    let second: TestClient | null = null;
    while (second === null) second = await TestClient.connect(limited.origin).catch(() => null);
    expect(await codeOf(second)).toBe('rate-limited');
    clock.advance(1_000);
    expect(await codeOf(second)).toBe('bad-request');
    await limited.close();
  });

  it.each([
    ['heartbeats', '3'],
    ['CONNECTs to what does not exist', '40/nothing,'],
    ['acknowledgements that nobody asked for', '430[]'],
  ])('counts %s as messages', async (_name, packet) => {
    const limited = await startTestServer({ LIMIT_MESSAGES_PER_S: '2' }, { clock: new FakeClock() });
    const [ada, bob] = await pair(limited.origin);
    const { engine } = bob.client.socket.io;
    const raw = engine as unknown as { transport: { ws: { send(text: string): void } } };
    for (let i = 0; i < 100; i++) raw.transport.ws.send(packet);
    await bob.client.ended;
    expect(await ada.client.next('participant:interrupted')).toEqual({ participantId: bob.participantId });
    await limited.close();
  });

  it('ends the connection of somebody who goes on regardless, and of no one else', async () => {
    const limited = await startTestServer({ LIMIT_MESSAGES_PER_S: '2' }, { clock: new FakeClock() });
    const [ada, bob] = await pair(limited.origin);
    const ended = bob.client.ended;
    for (let i = 0; i < 100; i++) bob.client.socket.emit('room:destroy', {});
    expect(await ended).toBe('io server disconnect');
    expect(await ada.client.next('participant:interrupted')).toEqual({ participantId: bob.participantId });
    expect(await ada.client.settled()).toEqual([]);
    await limited.close();
  });
});
