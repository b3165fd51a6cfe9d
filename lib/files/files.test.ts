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

  describe('that their sender offers anew, as somebody else after a crash', () => {
    async function crash() {
      world.connect(ada, bob);
      const file = world.drawFile('film.bin', 100 * worldBlockBytes);
      const lost = offer(ada, file);
      await until(bob, lost, 'offered');
      bob.files.fetch(lost);
      await world.until('half is there', () => (incoming(bob, lost)?.doneBytes ?? 0) > file.size / 2);
      world.disconnect(ada);
      await world.advance(3_000);
      const keptBlocks = (incoming(bob, lost)?.doneBytes ?? 0) / worldBlockBytes;
      world.arrived.length = 0;
      const again = world.addPerson('dddd-dddd-dddd-dddd');
      world.connect(again, bob);
      return { file, lost, again, keptBlocks };
    }
    const sealed = () => world.arrived.flatMap(({ frame }) => (frame.kind === 'seal' ? [frame.block] : []));

    it('go on from what was kept', async () => {
      const { file, lost, again, keptBlocks } = await crash();
      const fileId = offer(again, file);
      await until(bob, fileId, 'offered');
      bob.files.fetch(fileId);
      await until(bob, fileId, 'done');
      await expectSame(bob, fileId, file);
      expect(sealed()[0]).toBe(keptBlocks);
      expect(statusOf(bob, lost)).toBe('unknown');
      expect(await bob.disk.open()).toHaveLength(1);
    });

    it('begin anew where it is another file by the same name', async () => {
      const { again, lost } = await crash();
      const other = world.drawFile('film.bin', 100 * worldBlockBytes);
      const fileId = offer(again, other);
      await until(bob, fileId, 'offered');
      expect(statusOf(bob, lost)).toBe('waiting');
      bob.files.fetch(fileId);
      await until(bob, fileId, 'failed');
      bob.files.fetch(fileId);
      await until(bob, fileId, 'done');
      await expectSame(bob, fileId, other);
    });

    it('take nothing of what comes from somebody else', async () => {
      const { file, lost, again } = await crash();
      world.connect(ada, bob);
      const fileId = offer(again, file);
      await until(bob, fileId, 'offered');
      await world.until('it comes', () => world.arrived.length > 0);
      world.arrived.length = 0;
      bob.files.fetch(fileId);
      await until(bob, fileId, 'done');
      await until(bob, lost, 'done');
      expect(Math.min(...sealed())).toBe(0);
      await expectSame(bob, lost, file);
    });
  });

  it('of one name and size are not taken for each other', async () => {
    world.connect(ada, bob);
    const files = [1, 2].map(() => world.drawFile('photo.bin', 60 * worldBlockBytes));
    const fileIds = files.map((file) => offer(ada, file));
    await until(bob, fileIds[1] ?? '', 'offered');
    bob.files.fetch(fileIds[0] ?? '');
    await world.until('it comes', () => (incoming(bob, fileIds[0] ?? '')?.doneBytes ?? 0) > 0);
    bob.files.pause(fileIds[0] ?? '');
    await world.advance(5_000);
    for (const fileId of fileIds.toReversed()) {
      bob.files.fetch(fileId);
      await until(bob, fileId, 'done');
    }
    for (const [n, file] of files.entries()) await expectSame(bob, fileIds[n] ?? '', file);
  });

  it('that are paused stay so across a reload of either side', async () => {
    class CopyingVault extends MemoryVault {
      readonly #copies = new Map<FileId, Blob>();
      override async stage(...[record, blob]: Parameters<MemoryVault['stage']>) {
        await super.stage(record, blob);
        await this.finish(record.offer.fileId);
        this.#copies.set(record.offer.fileId, blob);
      }
      override async read(fileId: FileId) {
        return this.#copies.get(fileId) ?? null;
      }
    }
    const cat = world.addPerson('cccc-cccc-cccc-cccc', new CopyingVault({ limitBytes: 1e8 }));
    world.connect(cat, bob);
    const [one, other] = ['one.bin', 'other.bin'].map((name) =>
      offer(cat, world.drawFile(name, 200 * worldBlockBytes)),
    ) as [FileId, FileId];
    await until(bob, other, 'offered');
    bob.files.fetch(one);
    bob.files.fetch(other);
    await world.until('some of both is there', () =>
      [one, other].every((fileId) => (incoming(bob, fileId)?.doneBytes ?? 0) > 0),
    );
    bob.files.pause(one);
    cat.files.setHeld(other, true);
    await until(bob, other, 'waiting');
    world.reload(bob);
    world.reload(cat);
    world.connect(cat, bob);
    await until(bob, one, 'paused');
    await until(bob, other, 'waiting');
    await world.advance(5_000);
    expect(incoming(bob, one)?.state).toEqual({ status: 'paused' });
    expect(incoming(bob, other)?.state).toEqual({ status: 'waiting', for: 'resumption' });
    bob.files.fetch(one);
    cat.files.setHeld(other, false);
    world.reload(bob);
    world.connect(cat, bob);
    await until(bob, one, 'done');
    await until(bob, other, 'done');
  });

  it('that were removed are kept no more; what is still offered can be had again', async () => {
    world.connect(ada, bob);
    const kept = offer(ada, world.drawFile('kept.bin', 5 * worldBlockBytes));
    const gone = offer(ada, world.drawFile('gone.bin', 5 * worldBlockBytes));
    await until(bob, gone, 'offered');
    for (const fileId of [kept, gone]) {
      bob.files.fetch(fileId);
      await until(bob, fileId, 'done');
    }
    ada.files.withdraw(gone);
    await world.advance(500);
    bob.files.cancel(kept);
    bob.files.cancel(gone);
    await until(bob, kept, 'offered');
    expect(statusOf(bob, gone)).toBe('unknown');
    expect(await bob.disk.open()).toEqual([]);
    expect(ada.files.state.getSnapshot().outgoing.get(kept)?.deliveries.get(bob.id)?.status).toBe('done');
    bob.files.fetch(kept);
    await until(bob, kept, 'done');
  });

  it('that were removed do not come by themselves once more', async () => {
    world.connect(ada, bob);
    const fileId = offer(ada, world.drawFile('photo.png', 5 * worldBlockBytes, 'image/png'));
    await until(bob, fileId, 'done');
    world.disconnect(ada);
    await world.advance(100);
    bob.files.cancel(fileId);
    await world.advance(500);
    expect(statusOf(bob, fileId)).toBe('unknown');
    world.connect(ada, bob);
    await until(bob, fileId, 'offered');
    await world.advance(1_000);
    expect(statusOf(bob, fileId)).toBe('offered');
  });

  it('are told of once, and not again after a reload', async () => {
    const told: string[] = [];
    const listen = () =>
      bob.files.onOffered((views) => told.push(...views.map(({ offer: { name } }) => name)));
    listen();
    offer(ada, world.drawFile('before.bin', 10));
    world.connect(ada, bob);
    await world.advance(500);
    expect(told).toEqual(['before.bin']);
    world.reload(bob);
    listen();
    world.connect(ada, bob);
    await world.advance(500);
    offer(ada, world.drawFile('after.bin', 10));
    await world.advance(500);
    expect(told).toEqual(['before.bin', 'after.bin']);
  });

  it('bear the time of day at which they were offered, also after the device has slept', async () => {
    world.clock.sleep(3_600_000);
    const offeredMs = world.clock.timeOfDay();
    world.connect(ada, bob);
    const fileId = offer(ada, world.drawFile('late.bin', 10));
    await until(bob, fileId, 'offered');
    expect(incoming(bob, fileId)?.offer.offeredMs).toBe(offeredMs);
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
