import { describe, expect, it } from 'vitest';
import { createFakeClock } from '@/lib/testing/fake-clock';
import { type RecordingsDirectory, SavedRecordings } from './saved-recordings';

type Tree = { [name: string]: Tree | string };

function directory(tree: Tree): RecordingsDirectory {
  return {
    async *keys() {
      yield* Object.keys(tree);
    },
    getDirectoryHandle: async (name) => directory(tree[name] as Tree),
    getFileHandle: async (name) => ({
      getFile: async () => new File([tree[name] as string], name, { lastModified: 77 }),
    }),
    removeEntry: async (name) => {
      delete tree[name];
    },
  };
}

const note = (startedAtMs: number) => JSON.stringify({ version: 1, startedAtMs, kind: 'composed' });
const fileNote = JSON.stringify({ label: 'Bo', source: 'person', startOffsetMs: 5, mimeType: 'video/webm' });

/** `mend` fails as often as `failures` says of a recording. */
function open(tree: Tree, failures: Record<string, number> = {}) {
  const clock = createFakeClock();
  const mended: string[] = [];
  const waiting = new Map<string, () => Promise<void>>();
  const busy = new Set<string>();
  const saved = new SavedRecordings({
    openRoot: async () => directory(tree),
    storage: {
      mend: async (id) => {
        const left = failures[id] ?? 0;
        failures[id] = left - 1;
        if (left > 0) throw new DOMException('locked', 'NoModificationAllowedError');
        mended.push(id);
      },
    },
    whenFree: (id, task, signal) => {
      if (!busy.has(id)) return task();
      return new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
        waiting.set(id, () => task().then(resolve));
      });
    },
    clock,
  });
  return { saved, mended, waiting, busy, clock, ids: () => saved.state.getSnapshot().map(({ id }) => id) };
}

describe('saved recordings', () => {
  it('are mended and listed, the newest first', async () => {
    const { saved, mended, ids } = open({
      one: { 'recording.json': note(10), '001.webm': 'abc' },
      two: { 'recording.json': note(20), '001.webm': 'abcd', '001.webm.json': fileNote },
    });
    await saved.find();
    expect(mended.sort()).toEqual(['one', 'two']);
    expect(ids()).toEqual(['two', 'one']);
    expect(saved.state.getSnapshot()[0]?.files).toMatchObject([{ bytes: 4, note: { label: 'Bo' } }]);
  });

  it('are not touched while a page writes them, and listed when it has ended', async () => {
    const { saved, mended, waiting, busy, ids } = open({
      one: { 'recording.json': note(10), '001.webm': 'abc' },
      two: { 'recording.json': note(20), '001.webm': 'abc' },
    });
    busy.add('two');
    const finding = saved.find();
    await expect.poll(ids).toEqual(['one']);
    expect(mended).toEqual(['one']);
    await expect.poll(() => waiting.has('two')).toBe(true);
    await waiting.get('two')?.();
    await finding;
    expect(ids()).toEqual(['two', 'one']);
  });

  it('are worth having with notes that a crash left half written', async () => {
    const { saved } = open({
      one: { 'recording.json': '{"vers', '001.webm': 'abc', '001.webm.json': '' },
    });
    await saved.find();
    expect(saved.state.getSnapshot()).toMatchObject([{ id: 'one', note: { startedAtMs: 77 } }]);
  });

  it('with nothing in them go without a word', async () => {
    const tree: Tree = { one: { 'recording.json': note(10) } };
    const { saved, ids } = open(tree);
    await saved.find();
    expect(ids()).toEqual([]);
    expect(tree).toEqual({});
  });

  it('that were discarded are gone for good', async () => {
    const tree: Tree = { one: { 'recording.json': note(10), '001.webm': 'abc' } };
    const { saved, ids } = open(tree);
    await saved.find();
    await saved.discard('one');
    expect(ids()).toEqual([]);
    expect(tree).toEqual({});
  });

  it('are mended a little later when a page that died still holds them', async () => {
    const { saved, mended, clock, ids } = open(
      { one: { 'recording.json': note(10), '001.webm': 'abc' } },
      { one: 3 },
    );
    const finding = saved.find();
    await clock.advanceAsync(2_000);
    await finding;
    expect(mended).toEqual(['one']);
    expect(ids()).toEqual(['one']);
  });

  it('are offered as they are when they can’t be mended, and nothing of them is removed', async () => {
    const tree: Tree = {
      one: { 'recording.json': note(10), '001.webm': 'abc', '002.webm': '' },
      two: { 'recording.json': note(20) },
      three: { 'recording.json': note(30), '001.webm': 'abc' },
    };
    const { saved, clock, ids } = open(tree, { one: 99, two: 99 });
    const finding = saved.find();
    await clock.advanceAsync(2_000);
    await finding;
    expect(ids()).toEqual(['three', 'one']);
    expect(saved.state.getSnapshot()[1]?.files.map(({ name }) => name)).toEqual(['001.webm']);
    expect(Object.keys(tree)).toEqual(['one', 'two', 'three']);
  });

  it('are listed no longer when another page has discarded them', async () => {
    const tree: Tree = { one: { '001.webm': 'abc' }, two: { '001.webm': 'abc' } };
    const { saved, ids } = open(tree);
    await saved.find();
    delete tree.one;
    expect(await saved.open('one', '001.webm')).toBeNull();
    expect(ids()).toEqual(['two']);
  });

  it('stay whole and listed when one of them can’t be opened', async () => {
    const tree: Tree = { one: { '001.webm': 'abc' } };
    const { saved, ids } = open(tree);
    await saved.find();
    const broken = { ...(tree.one as Tree) };
    Object.defineProperty(broken, '001.webm', {
      get: () => {
        throw new DOMException('I/O', 'NotReadableError');
      },
    });
    tree.one = broken;
    await expect(saved.open('one', '001.webm')).rejects.toThrow('I/O');
    expect(ids()).toEqual(['one']);
    expect(Object.keys(tree)).toEqual(['one']);
  });

  it('are waited for only as long as somebody wants them', async () => {
    const { saved, busy } = open({ one: { '001.webm': 'abc' } });
    busy.add('one');
    const finding = saved.find();
    const settled = expect(finding).rejects.toThrow(/abort/i);
    await new Promise((resolve) => setTimeout(resolve));
    saved.close();
    await settled;
  });
});
