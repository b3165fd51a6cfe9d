import { afterEach, describe, expect, it } from 'vitest';
import { reactions } from '@/lib/protocol';
import type { EnginePerson } from '@/lib/testing/engine-person';
import { EngineWorld } from '@/lib/testing/engine-world';
import type { ReactionEvent } from './reactions';

let world: EngineWorld;
afterEach(() => world.dispose());

const activitiesOf = (person: EnginePerson) => {
  const activities = person.engine.activities.getSnapshot();
  if (!activities) throw new Error(`${person.name} has no activities`);
  return activities;
};

/** A call of people who reach each other, and what each of them sees. */
async function call<Names extends readonly string[]>(...names: Names) {
  world = await EngineWorld.create({ seed: 1 });
  const people = await world.startCall(...names);
  await world.until('everybody reaches everybody', () =>
    people.every((person) => activitiesOf(person).wire.reachable.getSnapshot().size === people.length - 1),
  );
  const seen = new Map<EnginePerson, ReactionEvent[]>();
  for (const person of people) {
    const events: ReactionEvent[] = [];
    seen.set(person, events);
    activitiesOf(person).reactions.onReaction((event) => events.push(event));
  }
  const seenBy = (viewer: EnginePerson, of: EnginePerson | null) =>
    (seen.get(viewer) ?? []).filter(({ from }) => from === (of?.self ?? null)).map((event) => event.reaction);
  return { people, seenBy };
}

describe('reactions (PROTOCOL M6)', () => {
  it('are seen here at once, and by everybody else', async () => {
    const { people, seenBy } = await call('Ada', 'Bob', 'Cat');
    const [ada, bob, cat] = people;
    for (const reaction of reactions.slice(0, 3)) {
      activitiesOf(ada).reactions.react(reaction);
      expect(seenBy(ada, null).at(-1)).toBe(reaction);
      await world.advance(1_000);
    }
    expect(seenBy(bob, ada)).toEqual(reactions.slice(0, 3));
    expect(seenBy(cat, ada)).toEqual(reactions.slice(0, 3));
  });

  it('go on without the server, and are not said again on a path that replaces a lost one', async () => {
    const { people, seenBy } = await call('Ada', 'Bob');
    const [ada, bob] = people;
    for (const { link } of people) link.cut();
    await world.advance(3_000);
    activitiesOf(ada).reactions.react('clap');
    await world.advance(1_000);
    expect(seenBy(bob, ada)).toEqual(['clap']);
    for (const { link } of people) link.restore();
    world.network.breakPaths();
    await world.advance(8_000);
    activitiesOf(ada).reactions.react('heart');
    await world.advance(1_000);
    expect(seenBy(bob, ada)).toEqual(['clap', 'heart']);
  });

  it('are sent as fast as people mean them, and no faster', async () => {
    const { people, seenBy } = await call('Ada', 'Bob');
    const [ada, bob] = people;
    const sent = Array.from({ length: 20 }, () => activitiesOf(ada).reactions.react('party'));
    await world.advance(500);
    expect(sent.filter(Boolean)).toHaveLength(4);
    expect(seenBy(ada, null)).toHaveLength(4);
    expect(seenBy(bob, ada)).toHaveLength(4);
    await world.advance(500);
    expect(activitiesOf(ada).reactions.react('party')).toBe(true);
  });

  it('of somebody at their limit all arrive', async () => {
    const { people, seenBy } = await call('Ada', 'Bob');
    const [ada, bob] = people;
    let sent = 0;
    for (let tenths = 0; tenths < 200; tenths++) {
      if (activitiesOf(ada).reactions.react('clap')) sent += 1;
      await world.advance(100);
    }
    await world.advance(1_000);
    expect(sent).toBeGreaterThan(60);
    expect(seenBy(bob, ada)).toHaveLength(sent);
  });

  it('of a flooder are cut off, those of the others are not', async () => {
    const { people, seenBy } = await call('Ada', 'Bob', 'Eve');
    const [ada, bob, eve] = people;
    const { wire } = activitiesOf(eve);
    for (let hundredths = 0; hundredths < 400; hundredths++) {
      wire.send(bob.self, { kind: 'reaction', content: { version: 1, reaction: 'party' } });
      if (hundredths % 100 === 0) activitiesOf(ada).reactions.react('heart');
      await world.advance(10);
    }
    expect(seenBy(bob, eve).length).toBeLessThanOrEqual(25);
    expect(seenBy(bob, ada)).toHaveLength(4);
  });
});
