import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientEvents, limits, wireErrorCodes } from '@/lib/protocol';
import { RawConnection } from '../testing/raw-connection';
import { joinRoom, type Seated, TestClient } from '../testing/test-client';
import { startTestServer, type TestServer } from '../testing/test-server';
import { makeEnvelope, makeRoom, makeSeat, type TestRoom } from '../testing/wire-data';

const seed = 20_261_120;
const events = [...Object.keys(clientEvents), 'error', 'message', '__proto__', 'constructor', 'room:destroy'];
const codes: ReadonlySet<string> = new Set(wireErrorCodes);

let server: TestServer;
let room: TestRoom;
let ada: Seated;
let bob: Seated;
beforeAll(async () => {
  const unlimited = '1000000';
  server = await startTestServer({
    LIMIT_MESSAGES_PER_S: unlimited,
    LIMIT_ADDRESS_MESSAGES_PER_S: unlimited,
    LIMIT_CONNECTIONS: unlimited,
    LIMIT_CONNECTIONS_PER_MINUTE: unlimited,
  });
  room = await makeRoom();
  ada = await joinRoom(server.origin, room);
  bob = await joinRoom(server.origin, room);
  await ada.client.next('participant:joined');
});
afterAll(() => server.close());

/** Anything JSON or Socket.io can carry: also keys of prototypes, binary data, long texts and deep nesting. */
const garbage = fc.oneof(
  fc.jsonValue({ maxDepth: 6 }),
  fc.anything({ withBigInt: false, maxDepth: 3, withObjectString: true }).filter((value) => {
    try {
      return JSON.stringify(value) !== undefined;
    } catch {
      return false;
    }
  }),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  fc.constantFrom(JSON.parse('{"__proto__":{"isSeated":true}}'), { constructor: { prototype: {} } }, []),
);

/** A good payload with one thing wrong. */
const nearMiss = fc
  .tuple(
    fc.constantFrom(
      'to',
      'envelope',
      'profile',
      'offers',
      'roomId',
      'admission',
      'seatToken',
      'epoch',
      'extra',
    ),
    garbage,
  )
  .map(([key, value]) => ({
    to: 'aaaa-aaaa-aaaa-aaaa',
    envelope: makeEnvelope(),
    profile: makeEnvelope('profile'),
    offers: {},
    ...room,
    [key]: value,
  }));

async function expectHonestPeopleUnharmed(): Promise<void> {
  const envelope = makeEnvelope();
  expect(await ada.client.request('signal:send', { to: bob.participantId, envelope })).toMatchObject({
    ok: true,
  });
  expect(await bob.client.next('signal:received')).toEqual({ from: ada.participantId, envelope });
  expect([await ada.client.settled(), await bob.client.settled()]).toEqual([[], []]);
}

describe('garbage on every event (S4)', () => {
  it.each(['a stranger', 'a watcher'])(
    'from %s is refused, breaks nothing and reaches nobody',
    async (who) => {
      const intruder = await TestClient.connect(server.origin);
      if (who === 'a watcher') await intruder.watch(room, await makeSeat(room));
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...events.filter((event) => event !== 'room:leave' && event !== 'ice:refresh')),
          fc.oneof(garbage, nearMiss),
          async (event, payload) => {
            const result = await intruder.say(event, payload);
            expect(result.ok ? 'ok' : codes.has(result.code)).toBe(true);
          },
        ),
        { seed, numRuns: 400 },
      );
      await expectHonestPeopleUnharmed();
      intruder.close();
    },
  );

  it('from somebody who sits in the room is refused and reaches nobody', async () => {
    const mallory = await joinRoom(server.origin, room);
    await Promise.all([ada.client.next('participant:joined'), bob.client.next('participant:joined')]);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('signal:send', 'profile:update', 'room:join', 'room:watch', 'error', 'room:destroy'),
        fc.oneof(garbage, nearMiss),
        async (event, payload) => {
          expect((await mallory.client.say(event, payload)).ok).toBe(false);
        },
      ),
      { seed, numRuns: 400 },
    );
    await expectHonestPeopleUnharmed();
    await mallory.client.request('room:leave', {});
    await Promise.all([ada.client.next('participant:left'), bob.client.next('participant:left')]);
    mallory.client.close();
  });

  it.each([
    ['no Socket.io at all', 'hello'],
    ['an unknown packet type', '9["signal:send",{}]'],
    ['a broken packet', '2["signal:send",{'],
    ['an event without a name', '2[]'],
    ['a reserved event', '2["disconnecting"]'],
    ['a number for an event', '2[7,{}]'],
    ['attachments that never come', '52-["signal:send",{"_placeholder":true,"num":0}]'],
    ['a connection to another namespace', '0/admin,'],
    ['a second CONNECT with a watch', '0{"watch":{}}'],
    ['a very deep payload', `2["signal:send",${'['.repeat(20_000)}${']'.repeat(20_000)}]`],
    ['a packet just under the limit', `2["signal:send","${'A'.repeat(limits.packetBytes - 100)}"]`],
  ])('as raw bytes (%s) ends at most the connection that sent it', async (_name, bytes) => {
    const intruder = await TestClient.connect(server.origin);
    intruder.socket.io.engine.write(bytes);
    // Answered, or cut off: either way the bytes were dealt with.
    await Promise.race([intruder.say('room:leave', {}).catch(() => null), intruder.ended]);
    await expectHonestPeopleUnharmed();
    intruder.close();
  });

  it('as the watch of a CONNECT is refused, breaks nothing and reaches nobody (J9)', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(garbage, nearMiss), async (watch) => {
        const { client, answer } = await TestClient.open(server.origin, watch);
        expect(answer).toEqual({ ok: false, code: expect.toSatisfy((code: string) => codes.has(code)) });
        expect(await client.say('signal:send', {})).toEqual({ ok: false, code: 'not-watching' });
        client.close();
      }),
      { seed, numRuns: 60 },
    );
    await expectHonestPeopleUnharmed();
  });

  it('as a second CONNECT, before the first is done, ends the connection', async () => {
    const raw = await RawConnection.open(server.origin);
    const host = 'Host: localhost\r\nContent-Length: ';
    const query = '/socket.io/?EIO=4&transport=polling';
    const opened = await (await fetch(server.origin + query)).text();
    const { sid } = JSON.parse(opened.slice(1)) as { sid: string };
    raw.write(`POST ${query}&sid=${sid} HTTP/1.1\r\n${host}5\r\n\r\n40\u001e40`);
    raw.end();
    await raw.ended;
    await expect
      .poll(async () => (await fetch(`${server.origin}${query}&sid=${sid}`)).text())
      .toContain('Session ID unknown');
    await expectHonestPeopleUnharmed();
  });

  it('as a departure ends the whole connection, so that nobody returns on it', async () => {
    const intruder = await TestClient.connect(server.origin);
    await intruder.watch(room, await makeSeat(room));
    const { engine } = intruder.socket.io;
    const closed = new Promise((resolve) => engine.once('close', resolve));
    engine.write('1');
    await closed;
    await expectHonestPeopleUnharmed();
  });
});
