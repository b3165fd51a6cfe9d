import { afterEach, describe, expect, it } from 'vitest';
import { everyPair, linksOf } from '@/lib/testing/engine-links';
import { isBack, mediaOf } from '@/lib/testing/engine-media';
import type { EnginePerson } from '@/lib/testing/engine-person';
import { EngineWorld } from '@/lib/testing/engine-world';
import { graceMs } from '@/lib/testing/fake-server';

let world: EngineWorld;
afterEach(() => world.dispose());

async function threeInCall(seed: number): Promise<[EnginePerson, EnginePerson, EnginePerson]> {
  world = await EngineWorld.create({ seed });
  const [ada, bob, cleo] = await world.startCall('Ada', 'Bob', 'Cleo');
  return [ada, bob, cleo];
}

describe('a connection that is cut and restored', () => {
  it('keeps peer connections and tracks, shows the person as away meanwhile and back afterwards (J7, L2)', async () => {
    const [ada, bob, cleo] = await threeInCall(1);
    const before = mediaOf([ada, bob, cleo]);
    bob.link.cut();
    await world.until('the others see him away', () =>
      [ada, cleo].every((person) => person.participant(bob)?.isAway === true),
    );
    expect(bob.state).toMatchObject({ phase: 'in-call', serverLink: 'reconnecting' });
    expect(ada.participant(bob)?.peer.status).toBe('connected');
    expect(ada.participant(cleo)?.isAway).toBe(false);
    bob.link.restore();
    await world.until('he is back', () =>
      [ada, cleo].every((person) => person.participant(bob)?.isAway === false),
    );
    await world.until('he knows', () => isBack(bob));
    expect(mediaOf([ada, bob, cleo])).toEqual(before);
    expect(bob.page.notices.map(({ notice }) => notice)).toEqual([
      'participant-joined',
      'server-lost',
      'server-regained',
    ]);
    expect(ada.page.noticesOf('participant-left')).toEqual([]);
    expect(ada.page.noticesOf('participant-joined')).toHaveLength(2);
  });

  it('comes back unharmed when the server has not noticed the loss yet (J8)', async () => {
    const [ada, bob, cleo] = await threeInCall(2);
    const before = mediaOf([ada, bob, cleo]);
    bob.link.cut({ serverNoticesAfterMs: 13_000 });
    await world.advance(1_000);
    bob.link.restore();
    await world.until('he is back', () => isBack(bob));
    await world.advance(60_000);
    expect(mediaOf([ada, bob, cleo])).toEqual(before);
    expect(bob.state.phase).toBe('in-call');
    expect(ada.participant(bob)?.isAway).toBe(false);
  });

  it('brings back who joined, who left and what changed meanwhile', async () => {
    const [ada, bob, cleo] = await threeInCall(3);
    bob.link.cut();
    await world.advance(1_000);
    cleo.engine.leave();
    void ada.media.setCameraOn(false);
    const dan = await world.addPerson('Dan');
    await world.enter(dan);
    await world.advance(1_000);
    bob.link.restore();
    await world.untilConnected([ada, dan, bob]);
    expect(linksOf([ada, bob, dan])).toEqual(everyPair([ada, bob, dan]));
    expect(bob.participant(ada)?.isCameraOn).toBe(false);
    expect(dan.participant(bob)?.displayName).toBe('Bob');
  });

  it('tells the others of devices that were toggled while it was cut', async () => {
    const [ada, bob] = await threeInCall(4);
    bob.link.cut();
    await world.advance(100);
    void bob.media.setMicrophoneOn(false);
    await world.advance(100);
    bob.link.restore();
    await world.until('Ada knows', () => ada.participant(bob)?.isMicrophoneOn === false);
  });

  it('outlasts the grace time while media flows, and comes back unharmed (L5)', async () => {
    const [ada, bob, cleo] = await threeInCall(19);
    const before = mediaOf([ada, bob, cleo]);
    bob.link.cut();
    await world.advance(graceMs + 60_000);
    for (const person of [ada, cleo]) {
      expect(person.participant(bob)).toMatchObject({ isAway: true, peer: { status: 'connected' } });
    }
    bob.link.restore();
    await world.until('he is back', () => [ada, cleo].every((one) => one.participant(bob)?.isAway === false));
    await world.advance(60_000);
    expect(mediaOf([ada, bob, cleo])).toEqual(before);
    for (const { page } of [ada, cleo]) expect(page.noticesOf('participant-left')).toEqual([]);
  });

  it('is over for somebody whom the server and we have both lost, whichever comes last (L5)', async () => {
    const [ada, bob, cleo] = await threeInCall(20);
    bob.link.cut();
    await world.advance(graceMs + 1_000);
    expect(ada.participant(bob)).toBeDefined();
    bob.page.crash(0);
    await world.until('he is gone', () => [ada, cleo].every((person) => !person.participant(bob)));
    expect(ada.page.noticesOf('participant-left')).toEqual([expect.objectContaining({ displayName: 'Bob' })]);
    expect(ada.page.openPeerConnections).toHaveLength(1);
  });

  it('is given up after the grace time without media, and may return to a new seat in the same life', async () => {
    const [ada, bob, cleo] = await threeInCall(5);
    bob.link.cut();
    world.network.breakPaths();
    await world.advance(graceMs + 1_000);
    expect(ada.participant(bob)).toBeUndefined();
    expect(ada.page.noticesOf('participant-left')).toEqual([expect.objectContaining({ displayName: 'Bob' })]);
    bob.link.restore();
    await world.untilConnected([ada, bob, cleo]);
    expect(linksOf([ada, bob, cleo])).toEqual(everyPair([ada, bob, cleo]));
    await world.advance(60_000);
    expect(linksOf([ada, bob, cleo])).toEqual(everyPair([ada, bob, cleo]));
  });

  it.each([
    ['offered', 0, 1],
    ['was offered to', 1, 0],
  ])(
    'is given up, and returns with a session the others have ended (N8): who %s',
    async (_, staying, lost) => {
      const people = await threeInCall(17);
      const [stayer, loser] = [people[staying], people[lost]];
      if (!stayer || !loser) throw new Error('nobody');
      // Long enough for ICE restarts: there is something unanswered to say on return.
      loser.link.cut();
      world.network.breakPaths();
      await world.advance(graceMs + 20_000);
      expect(stayer.participant(loser)).toBeUndefined();
      loser.link.restore();
      await world.untilConnected(people, 10_000);
      expect(linksOf(people)).toEqual(everyPair(people));
    },
  );

  it('does not matter in the middle of the join, whether the server has heard the request or not', async () => {
    for (const isHeard of [false, true]) {
      world = await EngineWorld.create({ seed: 6 });
      const [ada] = await world.startCall('Ada');
      const bob = await world.addPerson('Bob');
      await world.openLobby(bob);
      const isJoin = () =>
        world.server.traffic.some(
          (traffic) =>
            traffic.direction === 'in' && traffic.from === bob.self && traffic.request.event === 'room:join',
        );
      bob.engine.join('Bob');
      if (isHeard) while (!isJoin()) await world.advance(1);
      else await world.settle();
      expect(isJoin()).toBe(isHeard);
      bob.link.cut();
      await world.advance(700);
      expect(bob.state.phase).toBe('joining');
      bob.link.restore();
      if (!ada) throw new Error('nobody');
      await world.untilConnected([ada, bob]);
      expect(linksOf([ada, bob])).toEqual(['Ada-Bob']);
      world.dispose();
    }
  });

  it.each([
    ['Ada', 'Bob', 'reply and answer'],
    ['Bob', 'Ada', 'reply and answer'],
    ['Ada', 'Bob', 'answer'],
    ['Bob', 'Ada', 'answer'],
  ])(
    'may lose the seat before the offer of the join is answered (N8): %s joins %s, and what is lost is %s',
    async (newcomer, resident, lost) => {
      world = await EngineWorld.create({ seed: 18 });
      const [first] = await world.startCall(resident);
      const [second] = await world.startLobby(newcomer);
      if (!first || !second) throw new Error('nobody');
      world.server.rewrite = (packet, to) => {
        const isReply = packet.type === 'answer' && packet.event === 'room:join';
        const isAnswer = packet.type === 'announcement' && packet.event === 'signal:received';
        return to === second.self && (isAnswer || (isReply && lost !== 'answer')) ? [] : [packet];
      };
      second.engine.join(newcomer);
      await world.until('the resident has answered', () => first.page.openPeerConnections.length === 1);
      await world.advance(500);
      expect(second.state.phase).toBe(lost === 'answer' ? 'in-call' : 'joining');
      second.link.cut();
      world.server.rewrite = (packet) => [packet];
      await world.advance(graceMs + 1_000);
      expect(first.participants).toEqual([]);
      second.link.restore();
      await world.untilConnected([first, second], 10_000);
      expect(linksOf([first, second])).toEqual(['Ada-Bob']);
    },
  );

  it('is watched once however often it comes and goes (J1)', async () => {
    const [ada, bob, cleo] = await threeInCall(7);
    for (let i = 0; i < 30; i++) {
      bob.link.cut();
      await world.advance(world.random.below(1_200));
      bob.link.restore();
      await world.advance(world.random.below(1_200));
    }
    await world.until('he is back', () => isBack(bob));
    const refusals = world.server.traffic.filter(
      (traffic) =>
        traffic.direction === 'out' && traffic.packet.type === 'answer' && !traffic.packet.result.ok,
    );
    expect(refusals).toEqual([]);
    expect(linksOf([ada, bob, cleo])).toEqual(everyPair([ada, bob, cleo]));
  });
});
