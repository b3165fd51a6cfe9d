import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { limits } from '@/lib/protocol';
import { type NodeProcess, NodeProcesses } from './testing/node-process';
import { RawConnection } from './testing/raw-connection';
import { SteadyPair } from './testing/steady-pair';
import { joinRoom, type Seated, TestClient, watchRoom } from './testing/test-client';
import { makeEnvelope, makeRoom } from './testing/wire-data';

const mostConnections = 50;
/** What may remain of a flood: caches that grew with it, not what it brought. */
const remainder = 0.25;

let processes: NodeProcesses;
let node: NodeProcess;
let origin: string;
let pair: SteadyPair;
let floorBytes: number;
let vanished: ReturnType<typeof vanishEarly>;
beforeAll(async () => {
  processes = await NodeProcesses.prepare();
  const variables = {
    LOG_LEVEL: 'info',
    LIMIT_CONNECTIONS: `${mostConnections}`,
    LIMIT_MESSAGES_PER_S: '2000',
  };
  node = await processes.start(variables);
  origin = `http://127.0.0.1:${node.port}`;
  vanished = vanishEarly();
});
afterAll(() => processes.stop());

/** Two honest people talk during each test of a group, and miss nothing. */
function besideHonestPeople(): void {
  beforeEach(async () => {
    pair = await SteadyPair.start(origin);
    pair.talk();
    floorBytes = await node.heldBytes();
  });
  afterEach(() => pair.end());
}

/** Two people of whom one vanishes without a word at the start: it takes as long to be noticed as the rest of this file. */
async function vanishEarly(): Promise<{ stays: Seated; vanishes: Seated }> {
  const [room, quiet] = [await makeRoom(), `http://127.0.0.1:${(await processes.start({})).port}`];
  const [stays, vanishes] = [await joinRoom(quiet, room), await joinRoom(quiet, room)];
  vanishes.client.stopReading();
  return { stays, vanishes };
}

/** What the node holds beyond its floor, as a share of what was sent to it. */
async function heldShare(sentBytes: number): Promise<number> {
  return ((await node.heldBytes()) - floorBytes) / sentBytes;
}

const settled = <T>(tasks: readonly Promise<T>[]) => Promise.allSettled(tasks);

describe('a flood leaves nothing behind and harms nobody else', () => {
  besideHonestPeople();

  it('of connections: those beyond the limit of their address are refused', async () => {
    const tries = await settled(
      Array.from({ length: 3 * mostConnections }, () => TestClient.connect(origin)),
    );
    const clients = tries.flatMap((attempt) => (attempt.status === 'fulfilled' ? [attempt.value] : []));
    // Two are the pair's.
    expect(clients).toHaveLength(mostConnections - 2);
    for (const client of clients) client.close();
    await expect.poll(() => TestClient.connect(origin).then((client) => client.close())).toBeUndefined();
  });

  it('of connections that say nothing: a page is still served', async () => {
    const silent = await Promise.all(Array.from({ length: 150 }, () => RawConnection.open(origin)));
    for (const raw of silent) raw.write('GET / HTTP/1.1\r\nX-Wait: ');
    expect((await fetch(`${origin}/healthz`)).status).toBe(200);
    for (const raw of silent) raw.drop();
  });

  it('of joins: a room takes as many as it has seats, and is forgotten with the last', async () => {
    const room = await makeRoom();
    const watchers = await Promise.all(Array.from({ length: 40 }, () => watchRoom(origin, room)));
    const joins = await Promise.all(watchers.map(({ client }) => client.join()));
    expect(joins.filter(({ ok }) => ok)).toHaveLength(8);
    const profile = makeEnvelope('profile', (limits.profileBoxLength * 3) / 4);
    for (let i = 0; i < 30; i++) {
      await Promise.all(watchers.map(({ client }) => client.request('profile:update', { profile })));
    }
    const sentBytes = 30 * watchers.length * limits.profileBoxLength;
    for (const { client } of watchers) client.close();
    await expect.poll(() => heldShare(sentBytes)).toBeLessThan(remainder);
  });

  it('of packets over the limit: their connections end', async () => {
    const clients = await Promise.all(Array.from({ length: 40 }, () => TestClient.connect(origin)));
    for (const { socket } of clients) socket.emit('signal:send', 'A'.repeat(2 * limits.packetBytes));
    await Promise.all(clients.map(({ ended }) => ended));
    await expect.poll(() => heldShare(40 * limits.packetBytes)).toBeLessThan(remainder);
  });

  it('of packets that never become whole: what there is of them goes with their connections', async () => {
    const clients = await Promise.all(Array.from({ length: 40 }, () => TestClient.connect(origin)));
    const part = Buffer.alloc(limits.packetBytes - 100);
    for (const { socket } of clients) {
      socket.io.engine.write('53-["signal:send",{"_placeholder":true,"num":0}]');
      socket.io.engine.write(part);
    }
    for (const client of clients) client.close();
    await Promise.all(clients.map(({ ended }) => ended));
    await expect.poll(() => heldShare(clients.length * part.length)).toBeLessThan(remainder);
  });
});

describe('somebody who reads nothing', () => {
  besideHonestPeople();

  it('is cut off when too much waits for them, and what waited is gone (S7)', async () => {
    const room = await makeRoom();
    const mallory = await joinRoom(origin, room);
    const eve = await joinRoom(origin, room);
    mallory.client.stopReading();
    const envelope = makeEnvelope('description', (limits.boxLength * 3) / 4);
    const signal = { to: mallory.participantId, envelope };
    let relayed = 0;
    // The system's own buffers come first, and grow as they like.
    while (relayed < 2_000 && (await eve.client.request('signal:send', signal)).ok) relayed += 1;
    await eve.client.next('participant:interrupted');
    await expect.poll(() => node.log()).toContain('slow-readers-cut');
    await expect.poll(() => heldShare(relayed * limits.boxLength)).toBeLessThan(remainder);
    mallory.client.close();
    eve.client.close();
  });
});

describe('a connection whose other end is gone without a word', () => {
  it('is noticed by its silence, and its seat interrupted (L2)', async () => {
    const { stays, vanishes } = await vanished;
    expect(await stays.client.next('participant:interrupted')).toEqual({
      participantId: vanishes.participantId,
    });
  });
});
