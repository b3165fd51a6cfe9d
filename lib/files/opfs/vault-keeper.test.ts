import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { FileOffer, ParticipantId } from '@/lib/protocol';
import { FakeDisk, type FakePage } from '@/lib/testing/fake-file-system';
import { FakeLocks } from '@/lib/testing/fake-locks';
import { digestOf, standardBlockBytes } from '../blocks';
import type { FileRecord } from '../file-vault';
import { VaultKeeper } from './vault-keeper';

const roomId = 'cccc-cccc-cccc-cccc';
const [ada, bob] = ['aaaa-aaaa-aaaa-aaaa', 'bbbb-bbbb-bbbb-bbbb'];
const fileId = '0123456789012345678901';
const dayMs = 24 * 60 * 60 * 1_000;

let disk: FakeDisk;
let locks: FakeLocks;
beforeEach(() => {
  disk = new FakeDisk();
  locks = new FakeLocks();
  const storage = {
    getDirectory: async () => disk.root,
    estimate: async () => ({ quota: 1e10, usage: 0 }),
  };
  vi.stubGlobal('navigator', { storage, locks });
  vi.spyOn(Date, 'now').mockImplementation(() => disk.nowMs);
});

interface Life {
  keeper: VaultKeeper;
  page: FakePage;
}

/** Another page, which is the one that acts from now on. */
function openPage(name: string): Life {
  const page = { name };
  disk.page = page;
  locks.page = page;
  return { keeper: new VaultKeeper(), page };
}

function kill({ page }: Life): void {
  disk.kill(page);
  locks.kill(page);
}

const offer = (change: Partial<FileOffer> = {}): FileOffer => ({
  fileId,
  name: 'film.bin',
  size: 3 * standardBlockBytes,
  type: '',
  to: null,
  displayName: 'Ada',
  order: 1,
  offeredMs: 1,
  voice: null,
  state: 'ready',
  ...change,
});
const incoming = (from: ParticipantId = ada, isPaused = false): FileRecord => ({
  role: 'incoming',
  offer: offer(),
  from,
  isPaused,
  isAuto: false,
});
const outgoing = (change: Partial<FileOffer> = {}): FileRecord => ({
  role: 'outgoing',
  offer: offer(change),
  toName: null,
});

const block = (n: number) => new Uint8Array(standardBlockBytes).fill(n);
async function write({ keeper }: Life, ...blocks: readonly number[]): Promise<void> {
  for (const n of blocks) keeper.write(fileId, block(n), await digestOf(block(n)));
}

describe('VaultKeeper', () => {
  it('finds in the next life of a page what was safe in the one before', async () => {
    const first = openPage('first');
    await first.keeper.open(roomId, bob);
    await first.keeper.begin(incoming());
    await write(first, 1, 2);
    kill(first);
    const second = openPage('second');
    const [kept] = await second.keeper.open(roomId, bob);
    expect(kept).toMatchObject({ record: incoming(), isComplete: false });
    expect(kept?.digests).toHaveLength(2 * 32);
    const digests = await second.keeper.begin(incoming());
    expect(digests).toHaveLength(2 * 32);
    await write(second, 3);
    await second.keeper.finish(fileId);
    const whole = new Uint8Array((await (await second.keeper.read(fileId))?.arrayBuffer()) ?? []);
    expect([whole.length, whole[0], whole.at(-1)]).toEqual([3 * standardBlockBytes, 1, 3]);
  });

  it('counts no block whose bytes are not those of its digest', async () => {
    const first = openPage('first');
    await first.keeper.open(roomId, bob);
    await first.keeper.begin(incoming());
    await write(first, 1);
    first.keeper.write(fileId, block(2), await digestOf(block(9)));
    kill(first);
    const second = openPage('second');
    await second.keeper.open(roomId, bob);
    expect(await second.keeper.begin(incoming())).toHaveLength(32);
  });

  it('waits until the former life of the page has ended', async () => {
    const first = openPage('first');
    await first.keeper.open(roomId, bob);
    const second = openPage('second');
    let isOpen = false;
    const opening = second.keeper.open(roomId, bob).then(() => {
      isOpen = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(isOpen).toBe(false);
    kill(first);
    await opening;
    expect(isOpen).toBe(true);
  });

  it('takes over what a lost tab of the same room had of a file, and nothing of one that lives', async () => {
    const lost = openPage('lost');
    await lost.keeper.open(roomId, bob);
    await lost.keeper.begin(incoming());
    await write(lost, 1, 2);
    const other = openPage('other');
    await other.keeper.open(roomId, 'dddd-dddd-dddd-dddd');
    expect(await other.keeper.begin(incoming())).toHaveLength(0);
    await other.keeper.remove(fileId);
    kill(lost);
    expect(await other.keeper.begin(incoming())).toHaveLength(2 * 32);
    expect(disk.root.list().filter((path) => path.includes(bob))).toEqual([]);
  });

  it('has what it kept of one file count for another', async () => {
    const life = openPage('first');
    await life.keeper.open(roomId, bob);
    await life.keeper.begin(incoming());
    await write(life, 1, 2);
    const other: FileRecord = { ...incoming(), offer: offer({ fileId: 'again' }) };
    expect(await life.keeper.begin(other, fileId)).toHaveLength(2 * 32);
    expect(disk.root.list().filter((path) => path.includes(fileId))).toEqual([]);
    life.keeper.write('again', block(3), await digestOf(block(3)));
    await life.keeper.finish('again');
    expect((await life.keeper.read('again'))?.size).toBe(3 * standardBlockBytes);
  });

  it('takes over nothing of another room', async () => {
    const lost = openPage('lost');
    await lost.keeper.open('zzzz-zzzz-zzzz-zzzz', bob);
    await lost.keeper.begin(incoming());
    await write(lost, 1);
    kill(lost);
    const { keeper } = openPage('other');
    await keeper.open(roomId, bob);
    expect(await keeper.begin(incoming())).toHaveLength(0);
  });

  it('removes what is a day old and nobody’s', async () => {
    const lives = ['old', 'living'].map(openPage) as [Life, Life];
    for (const [index, life] of lives.entries()) {
      Object.assign(locks, { page: life.page });
      disk.page = life.page;
      await life.keeper.open(`rrrr-rrrr-rrrr-rrr${'ab'[index]}`, bob);
      await life.keeper.begin(incoming());
    }
    kill(lives[0]);
    const names = () => new Set(disk.root.list().map((path) => path.split('/')[1]?.slice(18, 19)));
    disk.nowMs += dayMs / 2;
    await openPage('soon').keeper.open(roomId, bob);
    expect(names()).toEqual(new Set(['a', 'b']));
    disk.nowMs += dayMs;
    await openPage('later').keeper.open(roomId, ada);
    expect(names()).toEqual(new Set(['b']));
  });

  it('opens, and begins anew, where another page is faster at cleaning up', async () => {
    const lost = openPage('lost');
    await lost.keeper.open(roomId, bob);
    await lost.keeper.begin(incoming());
    await write(lost, 1);
    kill(lost);
    const other = openPage('other');
    await other.keeper.open(roomId, 'dddd-dddd-dddd-dddd');
    const folders = await disk.root.getDirectoryHandle('parley-files');
    const { request: grant } = FakeLocks.prototype;
    const request = vi
      .spyOn(locks, 'request')
      .mockImplementation(async (...args: Parameters<typeof grant>) => {
        await folders.removeEntry(`${roomId}.${bob}`, { recursive: true });
        return grant.apply(locks, args);
      });
    expect(await other.keeper.begin(incoming())).toHaveLength(0);
    expect(request).toHaveBeenCalledOnce();
    request.mockRestore();

    await (await folders.getDirectoryHandle('old', { create: true })).getDirectoryHandle('file', {
      create: true,
    });
    const removal = vi
      .spyOn(folders, 'removeEntry')
      .mockRejectedValue(new DOMException('gone', 'NotFoundError'));
    const { keeper } = openPage('late');
    expect(await keeper.open(roomId, ada)).toEqual([]);
    expect(removal).toHaveBeenCalledOnce();
  });

  it('keeps a copy of what is offered, and what people wish meanwhile', async () => {
    const first = openPage('first');
    await first.keeper.open(roomId, ada);
    let copied = (): void => undefined;
    disk.copying = new Promise((resolve) => {
      copied = resolve;
    });
    const staging = first.keeper.stage(outgoing(), new Blob([block(1)]));
    await first.keeper.update(outgoing({ state: 'paused' }));
    copied();
    await staging;
    kill(first);
    const second = openPage('second');
    expect(await second.keeper.open(roomId, ada)).toMatchObject([
      { record: { offer: { state: 'paused' } }, isComplete: true },
    ]);
    expect((await second.keeper.read(fileId))?.size).toBe(standardBlockBytes);
  });

  it.each(['at once', 'while it is copied'])(
    'forgets what is removed %s after it was offered',
    async (when) => {
      const { keeper } = openPage('first');
      await keeper.open(roomId, ada);
      disk.copying = new Promise(() => undefined);
      const staging = keeper.stage(outgoing(), new Blob([block(1)]));
      const settled = expect(staging).rejects.toMatchObject({ name: 'AbortError' });
      if (when !== 'at once') await new Promise((resolve) => setTimeout(resolve, 20));
      await keeper.remove(fileId);
      await settled;
      expect(disk.root.list()).toEqual([]);
    },
  );

  it('frees what it writes before it is removed', async () => {
    const life = openPage('first');
    await life.keeper.open(roomId, bob);
    await life.keeper.begin(incoming());
    await write(life, 1);
    await life.keeper.remove(fileId);
    expect(disk.root.list()).toEqual([]);
    expect(() => life.keeper.write(fileId, block(2), new Uint8Array(32))).toThrow('not begun');
  });
});
