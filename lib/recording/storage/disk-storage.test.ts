import { beforeEach, describe, expect, it } from 'vitest';
import { isFinishedWebm } from '../webm/finish-webm';
import { cutInPieces, recordedCluster, recordedWebm } from '../webm/test-webm';
import { WebmIndex } from '../webm/webm-index';
import { DiskStorage } from './disk-storage';
import { TestDisk } from './test-disk';

const note = { version: 1, startedAtMs: 1_000, kind: 'composed' } as const;
const fileNote = { label: 'Ada', source: 'person', startOffsetMs: 0, mimeType: 'video/webm' } as const;

let disk: TestDisk;
const openStorage = () => new DiskStorage(() => Promise.resolve(disk.directory()));

beforeEach(() => {
  disk = new TestDisk();
});

async function begin(storage: DiskStorage): Promise<void> {
  await storage.create('one', note);
  await storage.open('one', '001.webm', fileNote);
}

async function appendAll(storage: DiskStorage, bytes: Uint8Array): Promise<void> {
  for (const piece of cutInPieces(bytes, 30_000, 5))
    await storage.append('one', '001.webm', piece.slice().buffer);
}

function saved(): { isFinished: boolean; duration: number } {
  const index = new WebmIndex();
  index.push(disk.files.get('one/001.webm') ?? new Uint8Array());
  return { isFinished: isFinishedWebm(index.header), duration: index.duration };
}

describe('recordings on disk', () => {
  it('are finished and give back the room that was kept', async () => {
    const storage = openStorage();
    await begin(storage);
    await appendAll(storage, recordedWebm(5));
    await storage.finish('one', '001.webm');
    await storage.mend('one');
    expect(saved()).toEqual({ isFinished: true, duration: 5_000 });
    expect([...disk.files.keys()].sort()).toEqual([
      'one/001.webm',
      'one/001.webm.json',
      'one/recording.json',
    ]);
    expect(disk.open.size).toBe(0);
  });

  it('are measured as they grow, in bytes and in time', async () => {
    const storage = openStorage();
    await begin(storage);
    await storage.append('one', '001.webm', recordedWebm(2).slice().buffer);
    const kept = await storage.append('one', '001.webm', recordedCluster(2).slice().buffer);
    expect(kept).toEqual({ bytes: disk.files.get('one/001.webm')?.length, durationMs: 3_000 });
  });

  it('are mended by another page after a crash, and need it once', async () => {
    await begin(openStorage());
    const crashed = openStorage();
    disk.crash();
    await crashed.open('one', '001.webm', fileNote);
    await appendAll(crashed, recordedWebm(5).slice(0, -recordedCluster(4).length / 2));
    disk.crash();
    await openStorage().mend('one');
    expect(saved().isFinished).toBe(true);
    expect(saved().duration).toBeGreaterThan(4_000);
    const mended = disk.files.get('one/001.webm');
    await openStorage().mend('one');
    expect(disk.files.get('one/001.webm')).toEqual(mended);
  });

  it.each(['short', 'throws'] as const)(
    'on a full disk (%s) keep what fitted, seekable',
    async (whenFull) => {
      disk.whenFull = whenFull;
      const storage = openStorage();
      await begin(storage);
      await appendAll(storage, recordedWebm(3));
      disk.quota = disk.used + 10;
      await expect(appendAll(storage, recordedCluster(3))).rejects.toMatchObject({ problem: 'disk-full' });
      disk.quota = disk.used;
      const isFinishing = storage.finish('one', '001.webm');
      if (whenFull === 'throws') await expect(isFinishing).rejects.toMatchObject({ problem: 'disk-full' });
      else await isFinishing.catch(() => undefined);
      await storage.mend('one');
      expect(saved().isFinished).toBe(true);
      expect(saved().duration).toBe(3_000);
    },
  );

  it('that hold nothing leave no file behind', async () => {
    const storage = openStorage();
    await begin(storage);
    await storage.finish('one', '001.webm');
    expect([...disk.files.keys()].filter((name) => name.includes('webm'))).toEqual([]);
  });

  it('refuse what is not WebM', async () => {
    const storage = openStorage();
    await begin(storage);
    const bytes = recordedWebm(9).fill(0x42);
    await expect(appendAll(storage, bytes)).rejects.toMatchObject({ problem: 'failed' });
  });

  it('are mended each by itself: one that is held by somebody keeps none of the others from it', async () => {
    const storage = openStorage();
    await begin(storage);
    await storage.open('one', '002.webm', fileNote);
    await appendAll(storage, recordedWebm(5));
    await storage.append('one', '002.webm', recordedWebm(2).slice().buffer);
    disk.crash();
    disk.open.add('one/001.webm');
    await expect(openStorage().mend('one')).rejects.toThrow('failed');
    const index = new WebmIndex();
    index.push(disk.files.get('one/002.webm') ?? new Uint8Array());
    expect(isFinishedWebm(index.header)).toBe(true);
    expect([...disk.open]).toEqual(['one/001.webm']);
  });
});
