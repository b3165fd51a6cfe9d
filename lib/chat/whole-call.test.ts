import { afterEach, describe, expect, it } from 'vitest';
import type { EnginePerson } from '@/lib/testing/engine-person';
import { EngineWorld } from '@/lib/testing/engine-world';

let world: EngineWorld;
afterEach(() => world.dispose());

const chatOf = (person: EnginePerson) => {
  const activities = person.engine.activities.getSnapshot();
  if (!activities) throw new Error(`${person.name} has no activities`);
  return activities.chat;
};
const textsOf = (person: EnginePerson) =>
  person.engine.activities
    .getSnapshot()
    ?.chat.state.getSnapshot()
    .messages.map(({ text }) => text) ?? [];
async function write(person: EnginePerson, text: string): Promise<void> {
  await Promise.all([chatOf(person).send(text), world.settle()]);
}
const untilAllRead = (people: readonly EnginePerson[], count: number) =>
  world.until('everybody reads everything', () => people.every((person) => textsOf(person).length === count));

describe('the chat of a whole call', () => {
  it('goes through broken paths, a lost server, a reload and a rejoin with nothing lost or doubled', async () => {
    for (let seed = 1; seed <= 12; seed++) {
      world = await EngineWorld.create({ seed });
      const [ada, bob, cat] = await world.startCall('Ada', 'Bob', 'Cat');
      const people = [ada, bob, cat];
      await world.advance(500);
      await write(ada, 'one');
      world.network.breakPaths();
      await write(bob, 'two');
      await world.advance(world.random.below(4_000));
      for (const { link } of people) link.cut();
      await write(cat, 'three');
      await world.advance(world.random.below(2_000));
      for (const { link } of people) link.restore();
      bob.reload();
      await write(ada, 'four');
      await world.enter(bob);
      cat.engine.leave();
      await world.advance(world.random.below(1_000));
      await world.until('Bob can write', () => bob.engine.activities.getSnapshot() !== null);
      await write(bob, 'five');
      cat.engine.rejoin();
      await world.enter(cat);
      await write(cat, 'six');
      await untilAllRead(people, 6);
      const timelines = people.map(textsOf);
      expect([...(timelines[0] ?? [])].sort(), `seed ${seed}`).toEqual(
        ['one', 'two', 'three', 'four', 'five', 'six'].sort(),
      );
      expect(timelines, `seed ${seed}`).toEqual([timelines[0], timelines[0], timelines[0]]);
      world.dispose();
    }
  });

  it('is there for a newcomer, also what was written by somebody who has left', async () => {
    world = await EngineWorld.create({ seed: 5 });
    const [ada, bob] = await world.startCall('Ada', 'Bob');
    await world.advance(500);
    await write(ada, 'first');
    await untilAllRead([bob], 1);
    ada.engine.leave();
    await world.advance(1_000);
    const cat = await world.addPerson('Cat');
    await world.enter(cat);
    await untilAllRead([cat], 1);
    expect(textsOf(cat)).toEqual(['first']);
  });
});
