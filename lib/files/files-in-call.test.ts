import { afterEach, describe, expect, it } from 'vitest';
import type { EnginePerson } from '@/lib/testing/engine-person';
import { EngineWorld } from '@/lib/testing/engine-world';

let world: EngineWorld;
afterEach(() => world.dispose());

const filesOf = (person: EnginePerson) => {
  const activities = person.engine.activities.getSnapshot();
  if (!activities) throw new Error(`${person.name} has no activities`);
  return activities.files;
};
const viewOf = (person: EnginePerson, fileId: string) =>
  person.engine.activities.getSnapshot()?.files.state.getSnapshot().incoming.get(fileId);

const size = 20_000_000;

function drawBytes(seed: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size; at += 1_000) bytes[at] = (at / 1_000 + seed) % 251;
  return bytes;
}

/** Ada offers a file, and Bob has asked for it and has some of it. */
async function begin(seed: number) {
  world = await EngineWorld.create({ seed });
  const [ada, bob] = await world.startCall('Ada', 'Bob');
  await world.until('activities are there', () =>
    [ada, bob].every(({ engine }) => engine.activities.getSnapshot() !== null),
  );
  const bytes = drawBytes(seed);
  const fileId = filesOf(ada).offer(new File([bytes], 'film.bin'), { to: null }) ?? '';
  await world.until('Bob hears of it', () => viewOf(bob, fileId) !== undefined, 10_000);
  filesOf(bob).fetch(fileId);
  await world.until('some of it is there', () => (viewOf(bob, fileId)?.doneBytes ?? 0) > 0, 10_000);
  expect(viewOf(bob, fileId)?.state.status).toBe('receiving');
  const untilDone = async () => {
    await world.until('it is whole', () => viewOf(bob, fileId)?.state.status === 'done', 60_000);
    const blob = await filesOf(bob).read(fileId);
    expect(
      Buffer.compare(Buffer.from((await blob?.arrayBuffer()) ?? new ArrayBuffer(0)), Buffer.from(bytes)),
    ).toBe(0);
  };
  return { ada, bob, fileId, untilDone };
}

describe('a file in a call (PROTOCOL F4)', () => {
  it.each([1, 2, 3, 4])('goes on over the path that replaces a lost one (seed %d)', async (seed) => {
    const { untilDone } = await begin(seed);
    world.network.breakPaths();
    await untilDone();
  });

  it.each([5, 6])('goes on without the server (seed %d)', async (seed) => {
    const { ada, bob, untilDone } = await begin(seed);
    ada.link.cut();
    bob.link.cut();
    await untilDone();
  });

  it.each([7, 8, 9, 10])('goes on in the next life of who fetches it (seed %d)', async (seed) => {
    const { bob, untilDone } = await begin(seed);
    bob.reload();
    await world.enter(bob);
    await untilDone();
  });

  it('waits for a sender who has lost it, and goes on when it was chosen once more', async () => {
    const { ada, bob, fileId, untilDone } = await begin(11);
    const bytes = drawBytes(11);
    ada.reload();
    await world.enter(ada);
    await world.until('Bob knows', () => {
      const state = viewOf(bob, fileId)?.state;
      return state?.status === 'waiting' && state.for === 'choice';
    });
    expect(filesOf(ada).choose(fileId, new File([bytes, 'x'], 'film.bin'))).toBe(false);
    expect(filesOf(ada).choose(fileId, new File([bytes], 'film.bin'))).toBe(true);
    await untilDone();
  });
});
