import { afterEach, describe, expect, it } from 'vitest';
import { everyPair, linksOf } from '@/lib/testing/engine-links';
import type { EnginePerson } from '@/lib/testing/engine-person';
import { EngineWorld } from '@/lib/testing/engine-world';
import type { FakePeerConnection } from '@/lib/testing/fake-peer-connection';

let world: EngineWorld;
afterEach(() => world.dispose());

async function call(seed: number) {
  world = await EngineWorld.create({ seed });
  return world.startCall('Ada', 'Bob');
}

const cameraIdOf = (person: EnginePerson, other: EnginePerson) => person.participant(other)?.cameraTrackId;

describe('a path that falls silent (PROTOCOL N9)', () => {
  it('is replaced by a fresh session before ICE gives it up, and the call goes on', async () => {
    const people = await call(1);
    const [ada, bob] = people;
    const former = cameraIdOf(ada, bob);
    await world.advance(1_000);
    world.network.breakPaths();
    await world.until('Ada has another path', () => cameraIdOf(ada, bob) !== former, 3_000);
    for (const { page } of people) expect(page.freshConnections).toEqual(page.peerConnections.slice(1));
    expect(ada.engine.getTrack(cameraIdOf(ada, bob) ?? '')).not.toBeNull();
    await world.untilConnected(people, 1_000);
    expect(linksOf(people)).toEqual(everyPair(people));
    expect(people.flatMap(({ page }) => page.noticesOf('participant-left'))).toEqual([]);
  });

  it('is kept open until the fresh one carries something, and ended soon afterwards', async () => {
    const people = await call(2);
    const [ada, bob] = people;
    await world.advance(1_000);
    const [former] = ada.page.openPeerConnections;
    world.network.setReachable(false);
    await world.advance(3_000);
    expect(ada.page.openPeerConnections).toHaveLength(2);
    expect(ada.page.openPeerConnections).toContain(former);
    expect(ada.participant(bob)?.peer).toEqual({ status: 'restarting', attempt: 1 });
    world.network.setReachable(true);
    await world.untilConnected(people, 2_000);
    await world.advance(20_000);
    for (const { page } of people) expect(page.openPeerConnections).toHaveLength(1);
  });

  it('costs the uplink no second picture once the fresh one has taken over', async () => {
    const people = await call(9);
    const [ada, bob] = people;
    await world.advance(1_000);
    const former = people.flatMap(({ page }) => page.openPeerConnections);
    const sent = (connection: FakePeerConnection | undefined) =>
      connection?.getTransceivers().map(({ sender }) => sender.encodings[0]?.active);
    expect(former.map(sent)).toEqual(Array(2).fill([true, true, true, true]));
    world.network.breakPaths();
    const formerId = cameraIdOf(ada, bob);
    await world.until('a fresh one took over', () => cameraIdOf(ada, bob) !== formerId, 3_000);
    await world.advance(1_000);
    expect(ada.page.openPeerConnections).toHaveLength(2);
    expect(former.map(sent)).toEqual(Array(2).fill([true, false, false, true]));
    expect(sent(ada.page.openPeerConnections.at(-1))).toEqual([true, true, true, true]);
  });

  it('is left alone when it was silent for a moment only', async () => {
    const [ada, bob] = await call(3);
    await world.advance(1_000);
    world.network.setReachable(false);
    await world.advance(400);
    world.network.setReachable(true);
    await world.advance(5_000);
    expect(ada.page.peerConnections).toHaveLength(1);
    expect(bob.page.peerConnections).toHaveLength(1);
  });

  it('is replaced once the server is back, when both were lost together', async () => {
    const people = await call(4);
    const [ada, bob] = people;
    await world.advance(1_000);
    ada.link.cut();
    bob.link.cut();
    world.network.breakPaths();
    await world.advance(4_000);
    expect(ada.page.peerConnections).toHaveLength(1);
    for (const { link } of people) link.restore();
    await world.untilConnected(people, 5_000);
    expect(linksOf(people)).toEqual(everyPair(people));
  });

  it.each([
    ['offers', 0],
    ['answers', 1],
  ])(
    'is replaced although what was said to the one who %s was lost with their connection',
    async (_, which) => {
      const people = await call(8);
      await world.advance(1_000);
      const lost = people[which];
      // The server goes on writing to a connection that nobody reads any more.
      lost?.link.cut({ serverNoticesAfterMs: 20_000 });
      world.network.breakPaths();
      await world.advance(2_200);
      lost?.link.restore();
      await world.advance(1_000);
      await world.untilConnected(people, 1_500);
      expect(linksOf(people)).toEqual(everyPair(people));
    },
  );

  it('costs no third connection while nothing helps', async () => {
    const people = await call(5);
    await world.advance(1_000);
    world.network.setReachable(false);
    for (let i = 0; i < 60; i++) {
      await world.advance(1_000);
      for (const { page } of people) expect(page.openPeerConnections.length).toBeLessThanOrEqual(2);
    }
    world.network.setReachable(true);
    await world.untilConnected(people);
  });
});

describe('a change of network', () => {
  it('is answered with an ICE restart by the side that owns them, over the connection itself (N2, P3)', async () => {
    const people = await call(6);
    const [ada, bob] = people;
    await world.advance(2_000);
    const ufrags = () =>
      [ada, bob].map(({ page }) => page.openPeerConnections[0]?.currentLocalDescription?.sdp);
    const before = ufrags();
    // The server could not pass an offer on.
    ada.link.cut();
    bob.link.cut();
    for (const { page } of people) page.changeNetwork('likely');
    await world.advance(1_000);
    expect(ufrags()[0]).not.toBe(before[0]);
    expect(linksOf(people)).toEqual(everyPair(people));
    expect(ada.page.peerConnections).toHaveLength(1);
  });

  async function callLookingForAPath() {
    const people = await call(10);
    await world.advance(1_000);
    world.network.setReachable(false);
    for (const { page } of people)
      await world.until('a path is looked for', () => page.peerConnections.length === 2);
    return people;
  }

  it('has the one who offered a fresh session in vain begin another at once (N9)', async () => {
    const people = await callLookingForAPath();
    const [, { page }] = people;
    page.changeNetwork('likely');
    expect(page.peerConnections).toHaveLength(3);
    expect(page.openPeerConnections).toHaveLength(2);
    world.network.setReachable(true);
    world.network.breakPaths();
    await world.untilConnected(people, 2_000);
    await world.advance(20_000);
    expect(linksOf(people)).toEqual(everyPair(people));
  });

  it('leaves the one who has answered a fresh session a second, as the other side may wait for that answer', async () => {
    const [{ page }] = await callLookingForAPath();
    await world.advance(20);
    page.changeNetwork('likely');
    await world.advance(400);
    expect(page.peerConnections).toHaveLength(2);
    await world.advance(1_000);
    expect(page.peerConnections.length).toBeGreaterThan(2);
  });

  it('costs no more than a moment when it comes in the middle of finding a path', async () => {
    const people = await callLookingForAPath();
    const [ada] = people;
    world.network.setReachable(true);
    world.network.breakPaths();
    ada.page.changeNetwork('likely');
    await world.untilConnected(people, 2_000);
    await world.advance(20_000);
    expect(linksOf(people)).toEqual(everyPair(people));
  });

  it('makes a connection to the server that does not answer any more anew', async () => {
    const people = await call(7);
    const [ada] = people;
    ada.link.hold();
    ada.page.changeNetwork('possible');
    await world.advance(1_500);
    expect(ada.page.noticesOf('server-lost')).toHaveLength(1);
    ada.link.release();
    await world.until('the server is back', () => ada.page.noticesOf('server-regained').length === 1);
    await world.untilConnected(people);
  });
});
