import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FileId } from '@/lib/protocol';
import { type FilesPerson, FilesWorld, worldBlockBytes } from '@/lib/testing/files-world';
import { MemoryVault } from './memory-vault';

/** A disk that takes its time over some of what it is asked. */
class SlowVault extends MemoryVault {
  writeMs = 0;
  finishMs = 0;
  freeBytesMs = 0;

  constructor() {
    super({ limitBytes: 1e8 });
  }

  override async write(...args: Parameters<MemoryVault['write']>) {
    await this.#pass(this.writeMs);
    return super.write(...args);
  }

  override async finish(fileId: FileId) {
    await this.#pass(this.finishMs);
    return super.finish(fileId);
  }

  override async freeBytes() {
    await this.#pass(this.freeBytesMs);
    return super.freeBytes();
  }

  async #pass(ms: number): Promise<void> {
    if (ms > 0) await new Promise<void>((resolve) => world.clock.setTimeout(resolve, ms));
  }
}

let world: FilesWorld;
let ada: FilesPerson;
let bob: FilesPerson;
let disk: SlowVault;
beforeEach(() => {
  world = new FilesWorld(1);
  disk = new SlowVault();
  ada = world.addPerson('aaaa-aaaa-aaaa-aaaa');
  bob = world.addPerson('bbbb-bbbb-bbbb-bbbb', disk);
  world.connect(ada, bob);
});
afterEach(() => world.dispose());

const incoming = (fileId: FileId) => bob.files.state.getSnapshot().incoming.get(fileId);
const until = (fileId: FileId, status: string) =>
  world.until(`Bob has it ${status}`, () => incoming(fileId)?.state.status === status);

function offer(name: string, blocks: number, type?: string): { fileId: FileId; file: File } {
  const file = world.drawFile(name, blocks * worldBlockBytes, type);
  const fileId = ada.files.offer(file, { to: null });
  if (!fileId) throw new Error('not offered');
  return { fileId, file };
}

describe('a file that is cancelled', () => {
  it('while the disk finishes it is not taken for whole, and can be had again', async () => {
    disk.finishMs = 2_000;
    const { fileId, file } = offer('film.bin', 5);
    await until(fileId, 'offered');
    bob.files.fetch(fileId);
    await world.until('all of it is safe', () => incoming(fileId)?.doneBytes === file.size);
    await world.advance(500);
    bob.files.cancel(fileId);
    await world.advance(5_000);
    expect(incoming(fileId)).toMatchObject({ state: { status: 'offered' }, doneBytes: 0 });
    expect(await disk.open()).toEqual([]);
    bob.files.fetch(fileId);
    await until(fileId, 'done');
    expect((await bob.files.read(fileId))?.size).toBe(file.size);
  });

  it('is seen to be so at once, however long the disk takes', async () => {
    disk.remove = () => new Promise(() => undefined);
    const { fileId } = offer('film.bin', 5);
    await until(fileId, 'offered');
    bob.files.fetch(fileId);
    await until(fileId, 'done');
    bob.files.cancel(fileId);
    await until(fileId, 'offered');
  });

  it('while a block is written has nothing of it', async () => {
    disk.writeMs = 2_000;
    const { fileId } = offer('film.bin', 5);
    await until(fileId, 'offered');
    bob.files.fetch(fileId);
    await world.until('it comes', () => world.arrived.some(({ frame }) => frame.kind === 'seal'));
    await world.advance(500);
    bob.files.cancel(fileId);
    await world.advance(5_000);
    expect(incoming(fileId)).toMatchObject({ state: { status: 'offered' }, doneBytes: 0 });
    expect(await disk.open()).toEqual([]);
  });

  it('and wanted again while it was about to go on comes from the beginning', async () => {
    const { fileId } = offer('film.bin', 200);
    await until(fileId, 'offered');
    bob.files.fetch(fileId);
    await world.until('some of it is there', () => (incoming(fileId)?.doneBytes ?? 0) > 0);
    bob.files.pause(fileId);
    await world.advance(1_000);
    disk.freeBytesMs = 1_000;
    bob.files.fetch(fileId);
    await world.advance(200);
    bob.files.cancel(fileId);
    await world.advance(200);
    bob.files.fetch(fileId);
    disk.freeBytesMs = 0;
    await until(fileId, 'done');
  });

  it('does not come by itself once more, also after a reload (PROTOCOL F8)', async () => {
    const { fileId } = offer('photo.png', 5, 'image/png');
    await until(fileId, 'done');
    bob.files.cancel(fileId);
    await until(fileId, 'offered');
    world.reload(bob);
    world.connect(ada, bob);
    await until(fileId, 'offered');
    await world.advance(1_000);
    expect(incoming(fileId)?.state).toEqual({ status: 'offered' });
  });
});

describe.each([
  ['cancelled', 'cancel', 'offered'],
  ['paused', 'pause', 'paused'],
] as const)('a file that is %s while the disk is asked for room', (_what, act, status) => {
  it.each([0, 1e8])('stays so when that has %d bytes', async (freeBytes) => {
    disk.freeBytes = async () => {
      await new Promise<void>((resolve) => world.clock.setTimeout(resolve, 1_000));
      return freeBytes;
    };
    const { fileId } = offer('film.bin', 5);
    await until(fileId, 'offered');
    bob.files.fetch(fileId);
    await world.advance(200);
    bob.files[act](fileId);
    world.arrived.length = 0;
    await world.advance(3_000);
    expect(incoming(fileId)?.state).toEqual({ status });
    expect(world.arrived).toEqual([]);
  });
});

describe('a reload', () => {
  it.each([
    ['was asked for', 'film.bin', '', false],
    ['came by itself', 'photo.png', 'image/png', true],
  ])('knows of a file whether it %s', async (_what, name, type, isAuto) => {
    disk.finishMs = 60_000;
    const { fileId, file } = offer(name, 5, type);
    await world.until('it is offered', () => incoming(fileId) !== undefined);
    if (!isAuto) bob.files.fetch(fileId);
    await world.until('it comes', () => incoming(fileId)?.doneBytes === file.size);
    world.reload(bob);
    await world.until('it is known', () => incoming(fileId) !== undefined);
    expect(incoming(fileId)).toMatchObject({ isAuto, doneBytes: file.size });
  });
});
