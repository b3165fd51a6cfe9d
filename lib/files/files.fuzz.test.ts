import { describe, expect, it } from 'vitest';
import { type FilesPerson, FilesWorld, worldBlockBytes } from '@/lib/testing/files-world';
import { MemoryVault } from './memory-vault';

/** A disk on which copies of what is offered survive a reload as well. */
class StagingVault extends MemoryVault {
  readonly #copies = new Map<string, Blob>();

  override async stage(...[record, blob]: Parameters<MemoryVault['stage']>): Promise<void> {
    await super.stage(record, blob);
    await this.finish(record.offer.fileId);
    this.#copies.set(record.offer.fileId, blob);
  }

  override async read(fileId: string): Promise<Blob | null> {
    return this.#copies.get(fileId) ?? super.read(fileId);
  }
}

const accidents = ['sender', 'receiver', 'link', 'silence', 'second path'] as const;

/** How many pieces that begin a block have come to somebody, of each block. */
function beginnings(world: FilesWorld, to: FilesPerson): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { to: id, frame } of world.arrived) {
    if (id !== to.id || frame.kind !== 'piece' || frame.offset !== 0) continue;
    counts.set(frame.block, (counts.get(frame.block) ?? 0) + 1);
  }
  return counts;
}

async function runWithAccidents(seed: number): Promise<void> {
  const world = new FilesWorld(seed);
  const { random } = world;
  const ada = world.addPerson('aaaa-aaaa-aaaa-aaaa', new StagingVault({ limitBytes: 1e9 }));
  const bob = world.addPerson('bbbb-bbbb-bbbb-bbbb', new StagingVault({ limitBytes: 1e9 }));
  const blocks = 20 + random.below(40);
  const file = world.drawFile('film.bin', (blocks - 1) * worldBlockBytes + 1 + random.below(worldBlockBytes));
  let path = world.connect(ada, bob);
  const fileId = ada.files.offer(file, { to: null }) ?? '';
  const view = () => bob.files.state.getSnapshot().incoming.get(fileId);
  await world.until('Bob hears of it', () => view() !== undefined);
  bob.files.fetch(fileId);
  const cuts = 1 + random.below(3);
  for (let cut = 0; cut < cuts; cut++) {
    const progress = () => (view()?.doneBytes ?? 0) / file.size;
    const aim = progress() + random.next() * (1 - progress());
    await world.until('a moment', () => progress() >= aim || view()?.state.status === 'done');
    await world.advance(random.below(30));
    switch (accidents[random.below(accidents.length)]) {
      case 'sender':
        world.reload(ada);
        break;
      case 'receiver':
        world.reload(bob);
        break;
      case 'link':
        world.disconnect(ada);
        break;
      case 'silence':
        path.silence();
        await world.advance(random.below(4_000));
        break;
      case 'second path': {
        const former = path;
        path = world.connect(ada, bob);
        await world.advance(random.below(3_000));
        former.close();
        continue;
      }
    }
    await world.advance(random.below(2_000));
    path = world.connect(ada, bob);
  }
  await world.until('it is whole', () => view()?.state.status === 'done', 60_000);
  const [arrived, sent] = await Promise.all([
    (await bob.files.read(fileId))?.arrayBuffer(),
    file.arrayBuffer(),
  ]);
  expect(Buffer.compare(Buffer.from(arrived ?? new ArrayBuffer(0)), Buffer.from(sent)), `seed ${seed}`).toBe(
    0,
  );
  const counts = beginnings(world, bob);
  expect(counts.size, `seed ${seed}`).toBe(blocks);
  const again = [...counts.values()].reduce((sum, count) => sum + count - 1, 0);
  expect(again, `blocks that came again, seed ${seed}`).toBeLessThanOrEqual(cuts);
  world.dispose();
}

describe('a transfer that is cut off (PROTOCOL F4)', () => {
  for (let first = 1; first <= 300; first += 50) {
    it(`arrives whole, and at most one block comes again for each cut (seeds ${first} to ${first + 49})`, async () => {
      for (let seed = first; seed < first + 50; seed++) await runWithAccidents(seed);
    }, 60_000);
  }
});
