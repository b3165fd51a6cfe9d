import { afterEach, describe, expect, it } from 'vitest';
import { everyPair, linksOf } from '@/lib/testing/engine-links';
import type { EnginePerson } from '@/lib/testing/engine-person';
import { EngineWorld } from '@/lib/testing/engine-world';

let world: EngineWorld;
afterEach(() => world.dispose());

async function threeInCall(seed: number): Promise<[EnginePerson, EnginePerson, EnginePerson]> {
  world = await EngineWorld.create({ seed });
  const [ada, bob, cleo] = await world.startCall('Ada', 'Bob', 'Cleo');
  return [ada, bob, cleo];
}

describe('a page that is opened anew', () => {
  it.each([
    ['at once', 0],
    ['only later', 15_000],
  ])(
    'replaces its former life, never stands beside it, when the server notices %s (J7, J8)',
    async (_, afterMs) => {
      const [ada, bob, cleo] = await threeInCall(8);
      let mostSeen = 0;
      const unsubscribe = ada.engine.state.subscribe(() => {
        mostSeen = Math.max(mostSeen, ada.participants.length);
      });
      bob.reload({ serverNoticesAfterMs: afterMs });
      await world.enter(bob);
      await world.untilConnected([ada, bob, cleo]);
      await world.advance(60_000);
      unsubscribe();
      expect(mostSeen).toBe(2);
      expect(linksOf([ada, bob, cleo])).toEqual(everyPair([ada, bob, cleo]));
      expect(bob.page.noticesOf('tampered')).toEqual([]);
      expect(ada.page.noticesOf('tampered')).toEqual([]);
      for (const { page } of [ada, bob, cleo]) expect(page.openPeerConnections).toHaveLength(2);
    },
  );

  it('may change its name', async () => {
    const [ada, bob] = await threeInCall(9);
    bob.reload();
    bob.engine.prepare();
    await world.until('ready', () => bob.state.phase === 'preparing' && bob.state.isReady);
    bob.engine.join('Robert');
    await world.until('Ada knows', () => ada.participant(bob)?.displayName === 'Robert');
    expect(ada.participants).toHaveLength(2);
  });
});

describe('the same seat token twice', () => {
  it('ends the first page as replaced, with everything closed, and seats the second (J8)', async () => {
    const [ada, bob, cleo] = await threeInCall(10);
    const second = bob.duplicate();
    world.people.push(second);
    await world.enter(second);
    await world.until('the first knows', () => bob.state.phase === 'ended');
    expect(bob.state).toEqual({ phase: 'ended', reason: { type: 'replaced' } });
    expect(bob.page.openPeerConnections).toEqual([]);
    expect(bob.media.liveTrackCount).toBe(0);
    await world.untilConnected([ada, cleo, second]);
    await world.advance(60_000);
    expect(ada.participants).toHaveLength(2);
    expect(linksOf([ada, cleo, second])).toEqual(everyPair([ada, bob, cleo]));
    expect(second.state.phase).toBe('in-call');
  });
});
