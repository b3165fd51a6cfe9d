import { describe, expect, it } from 'vitest';
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

function open(tree: Tree) {
  const mended: string[] = [];
  const waiting = new Map<string, () => Promise<void>>();
  const busy = new Set<string>();
  const saved = new SavedRecordings({
    openRoot: async () => directory(tree),
    storage: {
      mend: async (id) => {
        mended.push(id);
      },
    },
    whenFree: (id, task) => {
      if (!busy.has(id)) return task();
      return new Promise((resolve) => waiting.set(id, () => task().then(resolve)));
    },
  });
  return { saved, mended, waiting, busy, ids: () => saved.state.getSnapshot().map(({ id }) => id) };
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
});
