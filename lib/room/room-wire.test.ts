import { afterEach, describe, expect, it } from 'vitest';
import type { EnginePerson } from '@/lib/testing/engine-person';
import { EngineWorld } from '@/lib/testing/engine-world';

let world: EngineWorld;
afterEach(() => world.dispose());

async function call(seed: number) {
  world = await EngineWorld.create({ seed });
  return world.startCall('Ada', 'Bob');
}

const activitiesOf = (person: EnginePerson) => {
  const activities = person.engine.activities.getSnapshot();
  if (!activities) throw new Error(`${person.name} has no activities`);
  return activities;
};
const handOf = (viewer: EnginePerson, person: EnginePerson) =>
  activitiesOf(viewer).presence.state.getSnapshot().others.get(person.self)?.hand ?? null;
const canReach = (person: EnginePerson, other: EnginePerson) =>
  person.engine.activities.getSnapshot()?.wire.reachable.getSnapshot().has(other.self) ?? false;
const untilReached = (person: EnginePerson, other: EnginePerson) =>
  world.until(`${person.name} reaches ${other.name}`, () => canReach(person, other), 5_000);

describe('room messages (PROTOCOL M)', () => {
  it('reach the other side whichever opens its channel first (M2)', async () => {
    for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const [ada, bob] = await call(seed);
      await untilReached(ada, bob);
      await untilReached(bob, ada);
      world.dispose();
    }
  });

  it('tell newcomers what there is to know, and the order of hands (M4)', async () => {
    const [ada, bob] = await call(1);
    await untilReached(ada, bob);
    await untilReached(bob, ada);
    activitiesOf(bob).presence.setHandRaised(true);
    await world.until('Ada sees the hand', () => handOf(ada, bob) === 1);
    activitiesOf(ada).presence.setHandRaised(true);
    const cat = await world.addPerson('Cat');
    await world.enter(cat);
    await untilReached(cat, ada);
    await untilReached(cat, bob);
    await world.advance(500);
    expect([handOf(cat, bob), handOf(cat, ada)]).toEqual([1, 2]);
  });

  it('put a hand back where it was when it was lowered by mistake (M4)', async () => {
    const [ada, bob] = await call(6);
    await untilReached(ada, bob);
    await untilReached(bob, ada);
    activitiesOf(ada).presence.setHandRaised(true);
    await world.until('Bob sees the hand', () => handOf(bob, ada) === 1);
    activitiesOf(bob).presence.setHandRaised(true);
    activitiesOf(ada).presence.setHandRaised(false);
    await world.until('Bob sees it lowered', () => handOf(bob, ada) === null);
    activitiesOf(ada).presence.setHandRaised(true, 1);
    await world.until('Bob sees it where it was', () => handOf(bob, ada) === 1);
    expect(handOf(ada, bob)).toBe(2);
  });

  it('go on without the server', async () => {
    const [ada, bob] = await call(2);
    await untilReached(ada, bob);
    ada.link.cut();
    bob.link.cut();
    await world.advance(5_000);
    activitiesOf(ada).presence.setHandRaised(true);
    await world.until('Bob sees the hand', () => handOf(bob, ada) === 1, 2_000);
  });

  it('are said again on the path that replaces a lost one (M5)', async () => {
    const [ada, bob] = await call(3);
    await untilReached(ada, bob);
    await world.advance(1_000);
    world.network.breakPaths();
    activitiesOf(ada).presence.setHandRaised(true);
    await world.until('Bob sees the hand', () => handOf(bob, ada) === 1, 8_000);
  });

  it('forget somebody when the last path to them has ended', async () => {
    const [ada, bob] = await call(4);
    await untilReached(ada, bob);
    await untilReached(bob, ada);
    activitiesOf(bob).presence.setHandRaised(true);
    await world.until('Ada sees the hand', () => handOf(ada, bob) === 1);
    bob.engine.leave();
    await world.until('Bob is gone', () => !canReach(ada, bob), 5_000);
    expect(handOf(ada, bob)).toBeNull();
    expect(activitiesOf(bob).presence.state.getSnapshot().own.hand).toBeNull();
  });

  it('reach the next life of somebody who has reloaded the page', async () => {
    const [ada, bob] = await call(5);
    await untilReached(ada, bob);
    activitiesOf(ada).presence.setHandRaised(true);
    bob.reload();
    await world.enter(bob);
    await untilReached(bob, ada);
    await world.until('Bob sees the hand', () => handOf(bob, ada) === 1, 5_000);
  });
});
