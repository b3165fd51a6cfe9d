import { afterEach, describe, expect, it } from 'vitest';
import { everyPair, linksOf } from '@/lib/testing/engine-links';
import type { EnginePage, EnginePerson } from '@/lib/testing/engine-person';
import { EngineWorld } from '@/lib/testing/engine-world';

let world: EngineWorld;
afterEach(() => world.dispose());

/** What a page still holds of the world. */
function holdings({ openPeerConnections, clock, media, channels }: EnginePage) {
  return {
    openPeerConnections: openPeerConnections.length,
    timers: clock.pendingCount,
    liveTracks: media.liveTrackCount,
    openChannels: channels.filter(({ state }) => state !== 'closed').length,
  };
}
const nothing = { openPeerConnections: 0, timers: 0, liveTracks: 0, openChannels: 0 };

async function pair(): Promise<[EnginePerson, EnginePerson]> {
  const [ada, bob] = await world.startCall('Ada', 'Bob');
  return [ada, bob];
}

describe('leaving', () => {
  it('is over at once: devices stopped, every peer connection closed, the seat free (L1)', async () => {
    world = await EngineWorld.create({ seed: 1 });
    const [ada, bob] = await pair();
    bob.engine.leave();
    expect(bob.state).toEqual({ phase: 'ended', reason: { type: 'left' } });
    expect(bob.media.liveTrackCount).toBe(0);
    expect(bob.page.openPeerConnections).toEqual([]);
    await world.until('Ada is alone', () => ada.participants.length === 0);
    expect(ada.page.openPeerConnections).toEqual([]);
    expect(ada.page.noticesOf('participant-left')).toEqual([expect.objectContaining({ displayName: 'Bob' })]);
    await world.until('nothing is left', () => bob.page.clock.pendingCount === 0);
    expect(holdings(bob.page)).toEqual(nothing);
  });

  it('is the same without the server', async () => {
    world = await EngineWorld.create({ seed: 2 });
    const [, bob] = await pair();
    bob.link.cut();
    await world.advance(100);
    bob.engine.leave();
    await world.settle();
    expect(holdings(bob.page)).toEqual(nothing);
  });

  it('is told on the paths between people when no server tells, and by no roster undone in that life (L6)', async () => {
    world = await EngineWorld.create({ seed: 10 });
    const [ada, bob, cleo] = await world.startCall('Ada', 'Bob', 'Cleo');
    ada.link.cut();
    await world.advance(100);
    // News of the life that is about to end, which the server has and Ada has not.
    bob.engine.setDisplayName('Robert');
    await world.until('Cleo knows', () => cleo.participant(bob)?.displayName === 'Robert');
    bob.link.cut();
    bob.engine.leave();
    await world.advance(500);
    for (const other of [ada, cleo]) {
      expect(other.participants).toHaveLength(1);
      expect(other.page.noticesOf('participant-left')).toHaveLength(1);
    }
    ada.link.restore();
    const seen = new Set<number>();
    const unsubscribe = ada.engine.state.subscribe(() => seen.add(ada.participants.length));
    await world.advance(60_000);
    unsubscribe();
    expect(seen).toEqual(new Set([1]));
    expect(linksOf([ada, cleo])).toEqual(everyPair([ada, cleo]));
    expect(ada.page.noticesOf('participant-left')).toHaveLength(1);
    expect([...ada.page.noticesOf('tampered'), ...cleo.page.noticesOf('tampered')]).toEqual([]);
    // The next life is welcome.
    bob.link.restore();
    bob.engine.rejoin();
    await world.enter(bob);
    await world.untilConnected([ada, bob, cleo]);
  });

  it('of a page that was replaced is not told: its seat lives on (J8, L6)', async () => {
    world = await EngineWorld.create({ seed: 11 });
    const [ada, bob] = await pair();
    // Who is in that seat, Ada hears only later.
    ada.link.cut();
    await world.advance(100);
    const second = bob.duplicate();
    world.people.push(second);
    await world.enter(second);
    await world.until('the first knows', () => bob.state.phase === 'ended');
    await world.advance(100);
    ada.link.restore();
    await world.untilConnected([ada, second]);
    expect(ada.page.noticesOf('participant-left')).toEqual([]);
  });

  it('of the lobby leaves nothing behind, at whatever moment it comes', async () => {
    world = await EngineWorld.create({ seed: 3 });
    await world.startCall('Ada', 'Bob', 'Cleo');
    for (let delayMs = 0; delayMs <= 120; delayMs += 3) {
      const dan = await world.addPerson(`Dan ${delayMs}`);
      dan.engine.prepare();
      await world.advance(delayMs);
      dan.engine.leave();
      await world.advance(1_000);
      expect(holdings(dan.page), `after ${delayMs} ms`).toEqual(nothing);
    }
  });

  it('of the lobby leaves nothing behind while the roster is being read', async () => {
    world = await EngineWorld.create();
    await world.startCall('Ada', 'Bob', 'Cleo');
    for (let turns = 0; turns < 20; turns++) {
      const dan = await world.addPerson(`Dan ${turns}`);
      dan.engine.prepare();
      for (let i = 0; i < turns; i++) await new Promise((resolve) => setImmediate(resolve));
      dan.engine.leave();
      await world.advance(10_000);
      expect(holdings(dan.page), `after ${turns} turns`).toEqual(nothing);
    }
  });

  it('while joining leaves nothing behind, at whatever moment it comes, and nobody sees a ghost', async () => {
    world = await EngineWorld.create({ seed: 4 });
    const [ada] = await world.startCall('Ada', 'Bob', 'Cleo');
    for (let delayMs = 0; delayMs <= 120; delayMs += 3) {
      const dan = await world.addPerson(`Dan ${delayMs}`);
      dan.engine.prepare();
      await world.until('ready', () => dan.state.phase === 'preparing' && dan.state.isReady);
      dan.engine.join('Dan');
      await world.advance(delayMs);
      dan.engine.leave();
      await world.advance(1_000);
      expect(holdings(dan.page), `after ${delayMs} ms`).toEqual(nothing);
      expect(ada.participants, `after ${delayMs} ms`).toHaveLength(2);
    }
  });

  it('while the offers of the join are being sealed takes no seat any more', async () => {
    world = await EngineWorld.create({ seed: 9 });
    const [ada] = await world.startCall('Ada', 'Bob', 'Cleo');
    for (let turns = 0; turns < 20; turns++) {
      const [dan] = await world.startLobby(`Dan ${turns}`);
      dan.engine.join('Dan');
      for (let i = 0; i < turns; i++) await new Promise((resolve) => setImmediate(resolve));
      dan.engine.leave();
      await world.advance(1_000);
      expect(holdings(dan.page), `after ${turns} turns`).toEqual(nothing);
      expect(ada.participants, `after ${turns} turns`).toHaveLength(2);
    }
  });

  it('while the answer to the join is being read leaves nothing behind', async () => {
    world = await EngineWorld.create();
    await world.startCall('Ada', 'Bob', 'Cleo');
    for (let turns = 0; turns < 40; turns++) {
      const [dan] = await world.startLobby(`Dan ${turns}`);
      dan.engine.join('Dan');
      for (let i = 0; i < turns; i++) await new Promise((resolve) => setImmediate(resolve));
      dan.engine.leave();
      await world.advance(10_000);
      expect(holdings(dan.page), `after ${turns} turns`).toEqual(nothing);
    }
  });

  it('while the offer of a newcomer is being read leaves nothing behind', async () => {
    world = await EngineWorld.create();
    for (let turns = 0; turns < 40; turns++) {
      const [ada] = await world.startCall(`Ada ${turns}`);
      const [bob] = await world.startLobby(`Bob ${turns}`);
      bob.engine.join('Bob');
      for (let i = 0; i < turns; i++) await new Promise((resolve) => setImmediate(resolve));
      ada.engine.leave();
      await world.advance(10_000);
      expect(holdings(ada.page), `after ${turns} turns`).toEqual(nothing);
      bob.engine.leave();
      await world.advance(1_000);
    }
  });

  it('may be followed by the lobby and another life in the same seat', async () => {
    world = await EngineWorld.create({ seed: 5 });
    const [ada, bob] = await pair();
    bob.engine.leave();
    bob.engine.rejoin();
    await world.until('ready', () => bob.state.phase === 'preparing' && bob.state.isReady);
    await world.advance(200);
    bob.engine.join('Robert');
    await world.untilConnected([ada, bob]);
    expect(linksOf([ada, bob])).toEqual(everyPair([ada, bob]));
    expect(ada.participant(bob)?.displayName).toBe('Robert');
    await world.advance(60_000);
    expect(linksOf([ada, bob])).toEqual(everyPair([ada, bob]));
    expect(bob.page.openPeerConnections).toHaveLength(1);
  });

  it('is not taken for the next life when the former one hears late that it was replaced (J8)', async () => {
    world = await EngineWorld.create({ seed: 6 });
    const [ada, bob] = await pair();
    // The server hears nothing of the leaving until the next life is seated.
    world.server.refuse = (request) => (request.event === 'room:leave' ? 'swallow' : null);
    bob.engine.leave();
    bob.engine.rejoin();
    await world.until('ready', () => bob.state.phase === 'preparing' && bob.state.isReady);
    bob.engine.join('Bob');
    await world.untilConnected([ada, bob]);
    await world.advance(1_000);
    expect(bob.state.phase).toBe('in-call');
  });

  it('and disposing release everything there is', async () => {
    world = await EngineWorld.create({ seed: 7 });
    const [ada, bob] = await pair();
    ada.engine.dispose();
    bob.engine.leave();
    bob.engine.dispose();
    await world.advance(10_000);
    expect(holdings(ada.page)).toEqual(nothing);
    expect(holdings(bob.page)).toEqual(nothing);
    expect(ada.media.listenerCount + bob.media.listenerCount).toBe(0);
  });
});

describe('a finished call', () => {
  it('has closed every peer connection that was ever made, whatever happened in it', async () => {
    world = await EngineWorld.create({ seed: 8 });
    const people = await world.startCall('Ada', 'Bob', 'Cleo', 'Dan');
    people[1]?.reload();
    if (people[1]) await world.enter(people[1]);
    people[2]?.link.cut();
    await world.advance(30_000);
    people[2]?.link.restore();
    await world.untilConnected(people);
    for (const { engine } of people) engine.leave();
    await world.advance(30_000);
    for (const { pages } of people) for (const page of pages) expect(holdings(page)).toEqual(nothing);
  });
});
