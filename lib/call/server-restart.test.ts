import { afterEach, describe, expect, it } from 'vitest';
import { everyPair, linksOf } from '@/lib/testing/engine-links';
import { isBack, mediaOf } from '@/lib/testing/engine-media';
import type { EnginePerson } from '@/lib/testing/engine-person';
import { EngineWorld } from '@/lib/testing/engine-world';

let world: EngineWorld;
afterEach(() => world.dispose());

async function threeInCall(seed: number): Promise<[EnginePerson, EnginePerson, EnginePerson]> {
  world = await EngineWorld.create({ seed });
  const [ada, bob, cleo] = await world.startCall('Ada', 'Bob', 'Cleo');
  return [ada, bob, cleo];
}

const isAlone = (person: EnginePerson) => person.participants.length === 0;

describe('a server that restarts and has forgotten everything', () => {
  it('finds everybody again, with no peer connection touched and no ghost (R4)', async () => {
    const [ada, bob, cleo] = await threeInCall(11);
    const before = mediaOf([ada, bob, cleo]);
    const hasLost: string[] = [];
    for (const { name, page } of [ada, bob, cleo]) {
      page.engine.notices.on('participant-left', () => hasLost.push(name));
    }
    world.server.restart();
    await world.until('everybody is back', () => [ada, bob, cleo].every(isBack));
    await world.until('nobody is away', () =>
      [ada, bob, cleo].every(({ participants }) => participants.every(({ isAway }) => !isAway)),
    );
    await world.advance(60_000);
    expect(mediaOf([ada, bob, cleo])).toEqual(before);
    expect(hasLost).toEqual([]);
    const dan = await world.addPerson('Dan');
    await world.enter(dan);
    await world.untilConnected([ada, bob, cleo, dan]);
    expect(linksOf([ada, bob, cleo, dan])).toEqual(everyPair([ada, bob, cleo, dan]));
  });

  it('may stay away for minutes while media goes on', async () => {
    const [ada, bob, cleo] = await threeInCall(12);
    const before = mediaOf([ada, bob, cleo]);
    world.server.stop();
    await world.advance(300_000);
    expect(mediaOf([ada, bob, cleo])).toEqual(before);
    expect(linksOf([ada, bob, cleo])).toEqual(everyPair([ada, bob, cleo]));
    world.server.start();
    await world.until('everybody is back', () => [ada, bob, cleo].every(isBack));
    await world.advance(60_000);
    expect(mediaOf([ada, bob, cleo])).toEqual(before);
  });

  it('may go again before everybody has come back, and nobody loses a connection for it', async () => {
    const [ada, bob, cleo] = await threeInCall(13);
    const before = mediaOf([ada, bob, cleo]);
    world.server.stop();
    cleo.link.cut();
    await world.advance(5_000);
    world.server.start();
    await world.until('two are back', () => [ada, bob].every(isBack));
    world.server.stop();
    await world.advance(120_000);
    expect(mediaOf([ada, bob, cleo])).toEqual(before);
    cleo.link.restore();
    world.server.start();
    await world.until('everybody is back', () => [ada, bob, cleo].every(isBack));
    await world.advance(60_000);
    expect(mediaOf([ada, bob, cleo])).toEqual(before);
  });

  it('leaves those who never return to be removed once media has stopped, after a while (L5)', async () => {
    const [ada, bob, cleo] = await threeInCall(14);
    cleo.link.cut();
    world.server.restart();
    await world.until('two are back', () => [ada, bob].every(isBack));
    await world.advance(40_000);
    expect(ada.participant(cleo)).toMatchObject({ isAway: true, peer: { status: 'connected' } });
    world.network.breakPaths();
    await world.until('she is given up', () =>
      [ada, bob].every(({ participants }) => participants.length === 1),
    );
    expect(ada.page.noticesOf('participant-left')).toEqual([
      expect.objectContaining({ displayName: 'Cleo' }),
    ]);
    expect(ada.page.openPeerConnections).toHaveLength(1);
    cleo.link.restore();
    await world.untilConnected([ada, bob, cleo]);
    expect(linksOf([ada, bob, cleo])).toEqual(everyPair([ada, bob, cleo]));
  });

  it('in the middle of a join, of which only the resident has heard, keeps nobody waiting', async () => {
    world = await EngineWorld.create({ seed: 16 });
    const [ada] = await world.startCall('Ada');
    const bob = await world.addPerson('Bob');
    await world.openLobby(bob);
    world.server.rewrite = (packet, to) => (packet.type === 'answer' && to === bob.self ? [] : [packet]);
    bob.engine.join('Bob');
    await world.until('Ada has heard', () => ada.participants.length === 1);
    await world.advance(100);
    ada.link.cut();
    world.server.rewrite = (packet) => [packet];
    world.server.restart();
    await world.until('Bob is in', () => bob.state.phase === 'in-call');
    ada.link.restore();
    await world.untilConnected([ada, bob]);
    expect(linksOf([ada, bob])).toEqual(['Ada-Bob']);
  });

  it('does not make a ghost of somebody who left while it was away', async () => {
    const [ada, bob, cleo] = await threeInCall(15);
    world.server.stop();
    await world.advance(1_000);
    cleo.engine.leave();
    world.server.start();
    await world.until(
      'she is gone',
      () => [ada, bob].every((person) => person.participants.length === 1),
      60_000,
    );
    bob.engine.leave();
    await world.until('Ada is alone', () => isAlone(ada));
  });
});
