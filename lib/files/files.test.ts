import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FileId } from '@/lib/protocol';
import { type FilesPerson, FilesWorld, worldBlockBytes } from '@/lib/testing/files-world';
import { MemoryVault } from './memory-vault';

let world: FilesWorld;
let ada: FilesPerson;
let bob: FilesPerson;
beforeEach(() => {
  world = new FilesWorld(1);
  ada = world.addPerson('aaaa-aaaa-aaaa-aaaa');
  bob = world.addPerson('bbbb-bbbb-bbbb-bbbb');
});
afterEach(() => world.dispose());

const incoming = (person: FilesPerson, fileId: FileId) =>
  person.files.state.getSnapshot().incoming.get(fileId);
const statusOf = (person: FilesPerson, fileId: FileId) => incoming(person, fileId)?.state.status ?? 'unknown';
const until = (person: FilesPerson, fileId: FileId, status: string) =>
  world.until(`${person.id} has it ${status}`, () => statusOf(person, fileId) === status);
const bytesOf = async (blob: Blob | null) =>
  new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0));

function offer(person: FilesPerson, file: File, to: FilesPerson | null = null): FileId {
  const fileId = person.files.offer(file, { to: to?.id ?? null });
  if (!fileId) throw new Error('not offered');
  return fileId;
}

async function expectSame(person: FilesPerson, fileId: FileId, file: File) {
  expect(Buffer.compare(await bytesOf(await person.files.read(fileId)), await bytesOf(file))).toBe(0);
}

describe('files (PROTOCOL F)', () => {
  it.each([0, 1, worldBlockBytes - 1, worldBlockBytes, worldBlockBytes + 1, 40 * worldBlockBytes + 7])(
    'of %d bytes arrive as they were sent, once they are asked for',
    async (size) => {
      world.connect(ada, bob);
      const file = world.drawFile('notes.bin', size);
      const fileId = offer(ada, file);
      await until(bob, fileId, 'offered');
      bob.files.fetch(fileId);
      await until(bob, fileId, 'done');
      await expectSame(bob, fileId, file);
      const delivery = () => ada.files.state.getSnapshot().outgoing.get(fileId)?.deliveries.get(bob.id);
      await world.until('Ada knows', () => delivery()?.status === 'done');
    },
  );

  it('that were cut off by a reload go on although the disk answers later than the others', async () => {
    class SlowVault extends MemoryVault {
      override async open() {
        await new Promise<void>((resolve) => world.clock.setTimeout(resolve, 2_000));
        return super.open();
      }
    }
    const cat = world.addPerson('cccc-cccc-cccc-cccc', new SlowVault({ limitBytes: 1e8 }));
    await world.advance(3_000);
    world.connect(ada, cat);
    const file = world.drawFile('film.bin', 100 * worldBlockBytes);
    const fileId = offer(ada, file);
    await until(cat, fileId, 'offered');
    cat.files.fetch(fileId);
    await world.until('some of it is there', () => (incoming(cat, fileId)?.doneBytes ?? 0) > 0);
    expect(statusOf(cat, fileId)).toBe('receiving');
    world.reload(cat);
    world.connect(ada, cat);
    await until(cat, fileId, 'offered');
    await until(cat, fileId, 'done');
    await expectSame(cat, fileId, file);
  });

  it.each([
    ['there was no room for it', 'no-room', new DOMException('full', 'QuotaExceededError')],
    ['it could not be kept', 'not-kept', new DOMException('no', 'UnknownError')],
  ] as const)('go on from what is safe when %s and it is tried again', async (_what, failure, error) => {
    let leftBlocks = 10;
    class TightVault extends MemoryVault {
      override async write(...[fileId, block]: Parameters<MemoryVault['write']>) {
        // A disk takes a while: more has come by the time it says no.
        await new Promise<void>((resolve) => world.clock.setTimeout(resolve, 5));
        if (leftBlocks === 0) throw error;
        leftBlocks -= 1;
        return super.write(fileId, block);
      }
    }
    const cat = world.addPerson('cccc-cccc-cccc-cccc', new TightVault({ limitBytes: 1e8 }));
    world.connect(ada, cat);
    const file = world.drawFile('film.bin', 40 * worldBlockBytes);
    const fileId = offer(ada, file);
    await until(cat, fileId, 'offered');
    cat.files.fetch(fileId);
    await until(cat, fileId, 'failed');
    expect(incoming(cat, fileId)).toMatchObject({
      state: { failure },
      doneBytes: 10 * worldBlockBytes,
    });
    await world.advance(1_000);
    world.arrived.length = 0;
    leftBlocks = 1_000;
    cat.files.fetch(fileId);
    await until(cat, fileId, 'done');
    await expectSame(cat, fileId, file);
    const again = world.arrived.flatMap(({ frame }) => (frame.kind === 'seal' ? [frame.block] : []));
    expect(again).toEqual(Array.from({ length: 30 }, (_, n) => 10 + n));
  });

  it('for one person are offered to nobody else', async () => {
    const cat = world.addPerson('cccc-cccc-cccc-cccc');
    world.connect(ada, bob);
    world.connect(ada, cat);
    await world.advance(500);
    const fileId = offer(ada, world.drawFile('a', 10), bob);
    await until(bob, fileId, 'offered');
    await world.advance(1_000);
    expect(statusOf(cat, fileId)).toBe('unknown');
  });
});
