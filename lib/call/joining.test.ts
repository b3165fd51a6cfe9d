import { afterEach, describe, expect, it } from 'vitest';
import { everyPair, linksOf } from '@/lib/testing/engine-links';
import { EngineWorld } from '@/lib/testing/engine-world';
import { messagesDuring } from '@/lib/testing/wire-log';

const eightNames = ['Ada', 'Bob', 'Cleo', 'Dan', 'Eve', 'Finn', 'Gus', 'Hana'];

let world: EngineWorld;
afterEach(() => world.dispose());

describe('joining', { timeout: 60_000 }, () => {
  it.each([2, 3, 8])('connects each of %i people with each other once', async (count) => {
    world = await EngineWorld.create({ seed: 1 });
    const people = await world.startCall(...eightNames.slice(0, count));
    expect(linksOf(people)).toEqual(everyPair(people));
    for (const { page } of people) expect(page.openPeerConnections).toHaveLength(count - 1);
  });

  it('has each newcomer offer to whoever was there before, and one who has reloaded is a newcomer (J6)', async () => {
    world = await EngineWorld.create();
    const people = await world.startCall('Ada', 'Bob', 'Cleo');
    const said = () =>
      people.map(({ page }) =>
        page.openPeerConnections.map(({ currentLocalDescription }) => currentLocalDescription?.type),
      );
    expect(said()).toEqual([
      ['answer', 'answer'],
      ['offer', 'answer'],
      ['offer', 'offer'],
    ]);
    const [ada] = people;
    ada.reload();
    await world.enter(ada);
    await world.untilConnected(people);
    expect(said()).toEqual([
      ['offer', 'offer'],
      ['answer', 'answer'],
      ['offer', 'answer'],
    ]);
  });

  it('shows everybody the names of the others', async () => {
    world = await EngineWorld.create();
    const people = await world.startCall('Ada', 'Bob', 'Cleo');
    expect(
      people.map(({ participants }) => participants.map(({ displayName }) => displayName).sort()),
    ).toEqual([
      ['Bob', 'Cleo'],
      ['Ada', 'Cleo'],
      ['Ada', 'Bob'],
    ]);
  });

  it('announces newcomers to those who are in, and nobody to the newcomer', async () => {
    world = await EngineWorld.create();
    const [ada, bob] = await world.startCall('Ada', 'Bob');
    expect(ada.page.notices).toEqual([{ notice: 'participant-joined', displayName: 'Bob' }]);
    expect(bob.page.notices).toEqual([]);
  });

  it('shows the lobby who is in, without a seat or a word to them', async () => {
    world = await EngineWorld.create();
    const [ada, bob] = await world.startCall('Ada', 'Bob');
    const [cleo] = await world.startLobby('Cleo');
    expect(cleo.state).toMatchObject({
      isFull: false,
      capacity: 8,
      participants: [{ displayName: 'Ada' }, { displayName: 'Bob' }],
    });
    expect(ada.participants).toHaveLength(1);
    expect(bob.participants).toHaveLength(1);
  });

  it('connects people who click at the same moment', async () => {
    world = await EngineWorld.create({ seed: 2 });
    const people = await world.startLobby('Ada', 'Bob', 'Cleo', 'Dan', 'Eve');
    for (const { engine, name } of people) engine.join(name);
    await world.untilConnected(people);
    expect(linksOf(people)).toEqual(everyPair(people));
  });

  it('cuts a name to what others accept, so that nobody is invisible (C8)', async () => {
    world = await EngineWorld.create();
    const [ada] = await world.startCall('Ada');
    const [bob] = await world.startLobby('Bob');
    bob.engine.join(` ${'x'.repeat(100)} `);
    await world.until('Ada sees him', () => ada.participants.length === 1);
    expect(ada.participants[0]?.displayName).toBe('x'.repeat(60));
    bob.engine.setDisplayName('y'.repeat(61));
    await world.until('Ada hears of it', () => ada.participants[0]?.displayName === 'y'.repeat(60));
  });
});

describe('the join carries the offers (J4)', { timeout: 60_000 }, () => {
  /** Messages between the click of the last of `count` people and everybody being connected. */
  async function messagesOfLastJoin(count: number): Promise<string[]> {
    world = await EngineWorld.create();
    const residents = await world.startCall(...eightNames.slice(0, count - 1));
    const [newcomer] = await world.startLobby(eightNames[count - 1] ?? '');
    const messages = await messagesDuring(world, async () => {
      newcomer.engine.join(newcomer.name);
      await world.untilConnected([...residents, newcomer]);
    });
    world.dispose();
    return messages;
  }

  it('so that two people are connected after four messages', async () => {
    expect(await messagesOfLastJoin(2)).toEqual([
      'room:join',
      'participant:joined',
      'signal:send',
      'signal:received',
    ]);
  });

  it('and each further person costs as many messages as the one before', async () => {
    const counts: number[] = [];
    for (let count = 2; count <= 6; count++) counts.push((await messagesOfLastJoin(count)).length);
    const steps = counts.slice(1).map((count, i) => count - (counts[i] ?? 0));
    expect(new Set(steps).size).toBe(1);
    expect(steps[0]).toBeLessThanOrEqual(3);
  });

  it('and no more than ten where everything takes its time and candidates trickle', async () => {
    world = await EngineWorld.create({ seed: 3 });
    const [ada] = await world.startCall('Ada');
    const [bob] = await world.startLobby('Bob');
    const messages = await messagesDuring(world, async () => {
      bob.engine.join(bob.name);
      await world.untilConnected([ada, bob]);
    });
    expect(messages.length).toBeLessThanOrEqual(10);
  });

  it('but not to a resident who is away, who is offered to at once and again on return (N4)', async () => {
    world = await EngineWorld.create({ seed: 9 });
    const [ada] = await world.startCall('Ada');
    const [bob] = await world.startLobby('Bob');
    ada.link.cut();
    await world.advance(1_000);
    const messages = await messagesDuring(world, async () => {
      bob.engine.join(bob.name);
      await world.until('Bob is in', () => bob.state.phase === 'in-call');
      await world.advance(100);
    });
    expect(messages).toContain('signal:send');
    ada.link.restore();
    await world.untilConnected([ada, bob]);
    expect(linksOf([ada, bob])).toEqual(['Ada-Bob']);
  });

  it('and each resident is offered to once, whether its offer was ready at the click or not', async () => {
    world = await EngineWorld.create();
    const residents = await world.addPeople('Ada', 'Bob');
    for (const person of residents) await world.enter(person);
    const [cleo] = await world.addPeople('Cleo');
    cleo.engine.prepare();
    // The click comes with the very state that makes it possible: no offer can be ready.
    const stop = cleo.engine.state.subscribe(() => {
      const { state } = cleo;
      if (state.phase === 'preparing' && state.isReady) cleo.engine.join('Cleo');
    });
    const messages = await messagesDuring(world, () => world.untilConnected([...residents, cleo], 1_000));
    stop();
    // One offer to each of the two, one answer from each.
    expect(messages.filter((name) => name === 'signal:send')).toHaveLength(4);
  });
});

describe('a roster that changes between lobby and click', () => {
  it('heals when somebody joins whom the newcomer has not heard of yet', async () => {
    world = await EngineWorld.create({ seed: 4 });
    const [ada] = await world.startCall('Ada');
    const [bob, cleo] = await world.startLobby('Bob', 'Cleo');
    bob.link.hold();
    cleo.engine.join('Cleo');
    await world.until('Cleo is in', () => cleo.state.phase === 'in-call');
    bob.engine.join('Bob');
    bob.link.release();
    await world.untilConnected([ada, bob, cleo]);
    expect(linksOf([ada, bob, cleo])).toEqual(everyPair([ada, bob, cleo]));
  });

  it('heals when somebody left of whom the newcomer has not heard yet', async () => {
    world = await EngineWorld.create({ seed: 5 });
    const [ada, bob] = await world.startCall('Ada', 'Bob');
    const [cleo] = await world.startLobby('Cleo');
    cleo.link.hold();
    bob.engine.leave();
    await world.until('Ada is alone', () => ada.participants.length === 0);
    cleo.engine.join('Cleo');
    await world.advance(100);
    cleo.link.release();
    await world.untilConnected([ada, cleo]);
    expect(cleo.page.openPeerConnections).toHaveLength(1);
  });

  it('heals when somebody was replaced of whose new life the newcomer has not heard yet (J7)', async () => {
    world = await EngineWorld.create({ seed: 6 });
    const [ada, bob] = await world.startCall('Ada', 'Bob');
    const [cleo] = await world.startLobby('Cleo');
    cleo.link.hold();
    bob.reload();
    await world.enter(bob);
    cleo.engine.join('Cleo');
    await world.advance(100);
    cleo.link.release();
    await world.untilConnected([ada, bob, cleo]);
    expect(linksOf([ada, bob, cleo])).toEqual(everyPair([ada, bob, cleo]));
    expect(cleo.page.openPeerConnections).toHaveLength(2);
  });

  it.each([
    ['lower', 'Ada', 'Bob'],
    ['higher', 'Bob', 'Ada'],
  ])(
    'heals when residents return only after the newcomer, whose id is the %s one',
    async (_, resident, newcomer) => {
      world = await EngineWorld.create({ seed: 8 });
      const [first] = await world.startCall(resident);
      const [second] = await world.startLobby(newcomer);
      if (!first || !second) throw new Error('nobody');
      first.link.cut();
      second.link.hold();
      world.server.restart();
      second.engine.join(newcomer);
      second.link.release();
      await world.until('the newcomer is in', () => second.state.phase === 'in-call');
      first.link.restore();
      await world.untilConnected([first, second]);
      expect(linksOf([first, second])).toEqual(['Ada-Bob']);
      expect([first, second].map(({ page }) => page.openPeerConnections.length)).toEqual([1, 1]);
    },
  );

  it('is followed in the lobby: who comes, who leaves, who is replaced', async () => {
    world = await EngineWorld.create({ seed: 7 });
    const [ada, bob] = await world.startCall('Ada', 'Bob');
    const [cleo] = await world.startLobby('Cleo');
    ada.engine.leave();
    bob.reload();
    await world.enter(bob);
    const dan = await world.addPerson('Dan');
    await world.enter(dan);
    const names = () =>
      cleo.state.phase === 'preparing' ? cleo.state.participants.map(({ displayName }) => displayName) : [];
    await world.until('the lobby knows', () => names().join() === 'Bob,Dan');
    const messages = await messagesDuring(world, async () => {
      cleo.engine.join('Cleo');
      await world.untilConnected([bob, cleo, dan]);
    });
    // Both had an offer waiting: nothing but the join brought offers.
    expect(messages.filter((name) => name === 'room:join')).toHaveLength(1);
    expect(cleo.page.peerConnections).toHaveLength(4);
    expect(cleo.page.openPeerConnections).toHaveLength(2);
  });
});
