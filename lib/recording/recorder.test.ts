import { beforeEach, describe, expect, it } from 'vitest';
import { createFakeClock } from '@/lib/testing/fake-clock';
import { type RecordedFilm, Recorder } from './recorder';
import { FakeMediaRecorder, FakeStorage, FakeStudio } from './testing/fake-recorder';

let clock: ReturnType<typeof createFakeClock>;
let storage: FakeStorage;
let studio: FakeStudio;
let recorders: FakeMediaRecorder[];
let held: string[];
let createRecorder: () => FakeMediaRecorder;
let recorder: Recorder;

beforeEach(() => {
  createRecorder = () => {
    const made = new FakeMediaRecorder();
    recorders.push(made);
    return made;
  };
  clock = createFakeClock();
  storage = new FakeStorage();
  studio = new FakeStudio();
  recorders = [];
  held = [];
  recorder = new Recorder({
    id: 'one',
    kind: 'tracks',
    mimeType: 'video/webm',
    storage,
    studio,
    createRecorder: () => createRecorder() as unknown as MediaRecorder,
    hold: (id) => {
      held.push(id);
      return Promise.resolve(() => {
        held = held.filter((other) => other !== id);
      });
    },
    readFreeBytes: () => Promise.resolve(5_000),
    clock,
  });
});

const filmOf = (key: string): RecordedFilm => ({
  key,
  label: key,
  source: 'person',
  size: { width: 2, height: 2 },
  scene: [],
  sounds: [],
});

describe('a recorder', () => {
  it('puts each piece into its file as it comes, and tells time, size and free space', async () => {
    recorder.show([filmOf('Ada')]);
    await recorder.start();
    expect(recorders[0]?.timeslice).toBeLessThanOrEqual(1_000);
    recorders[0]?.give('a');
    await clock.advanceAsync(1_000);
    recorders[0]?.give('b');
    await clock.advanceAsync(1_000);
    expect(storage.texts.get('001.webm')).toBe('a b ');
    expect(recorder.state.getSnapshot()).toEqual({
      phase: 'recording',
      elapsedMs: 2_000,
      bytes: 4,
      freeBytes: 5_000,
    });
  });

  it('tells each film how much of it is on disk', async () => {
    recorder.show([filmOf('Ada'), filmOf('Bo')]);
    await recorder.start();
    recorders[1]?.give('a');
    recorders[1]?.give('b');
    await clock.advanceAsync(100);
    expect(studio.films.map(({ keptMs }) => keptMs)).toEqual([0, 400]);
  });

  it('takes in the last piece, finishes, and lets go of everything', async () => {
    recorder.show([filmOf('Ada')]);
    await recorder.start();
    expect(held).toEqual(['one']);
    await recorder.stop();
    expect(storage.texts.get('001.webm')).toBe('end ');
    expect(storage.log).toEqual(['create', 'finish 001.webm', 'mend', 'dispose']);
    expect(held).toEqual([]);
    expect(studio.isClosed).toBe(true);
    expect(studio.films.every(({ isClosed }) => isClosed)).toBe(true);
    expect(recorder.state.getSnapshot()).toEqual({ phase: 'stopped', problem: null, isEmpty: false });
    expect(clock.pendingCount).toBe(0);
  });

  it('gives people who come later files of their own that say how much later, and ends those of who left', async () => {
    recorder.show([filmOf('Ada')]);
    await recorder.start();
    await clock.advanceAsync(1_500);
    recorder.show([filmOf('Ada'), filmOf('Bo')]);
    await clock.advanceAsync(100);
    expect([...storage.notes.values()]).toMatchObject([
      { label: 'Ada', startOffsetMs: 0 },
      { label: 'Bo', startOffsetMs: 1_500 },
    ]);
    recorder.show([filmOf('Bo')]);
    await clock.advanceAsync(100);
    expect(storage.log).toEqual(['create', 'finish 001.webm']);
    expect(recorders.map(({ state }) => state)).toEqual(['inactive', 'recording']);
    recorder.show([filmOf('Ada'), filmOf('Bo')]);
    await clock.advanceAsync(100);
    expect([...storage.notes.keys()]).toEqual(['001.webm', '002.webm', '003.webm']);
  });

  it('shows a film what is new in it without beginning another file', async () => {
    recorder.show([filmOf('Ada')]);
    await recorder.start();
    const sound = {} as MediaStreamTrack;
    recorder.show([{ ...filmOf('Ada'), sounds: [sound] }]);
    expect(studio.films.map(({ sounds }) => sounds)).toEqual([[sound]]);
  });

  it('stops by itself on a full disk, and says so', async () => {
    recorder.show([filmOf('Ada')]);
    await recorder.start();
    recorders[0]?.give('a');
    await clock.advanceAsync(10);
    storage.isFull = true;
    recorders[0]?.give('b');
    await clock.advanceAsync(10);
    expect(recorder.state.getSnapshot()).toEqual({
      phase: 'stopped',
      problem: 'disk-full',
      isEmpty: false,
    });
    expect(storage.texts.get('001.webm')).toBe('a ');
    expect(held).toEqual([]);
  });

  it('that finds no room at all lets go again', async () => {
    storage.isFull = true;
    await recorder.start();
    await clock.advanceAsync(10);
    expect(recorder.state.getSnapshot()).toEqual({ phase: 'stopped', problem: 'disk-full', isEmpty: true });
    expect(recorders).toEqual([]);
    expect(held).toEqual([]);
  });

  it('stopped while it starts records nothing', async () => {
    recorder.show([filmOf('Ada')]);
    const starting = recorder.start();
    const stopping = recorder.stop();
    await starting;
    await stopping;
    expect(recorders).toEqual([]);
    expect(recorder.state.getSnapshot()).toEqual({ phase: 'stopped', problem: null, isEmpty: true });
    expect(held).toEqual([]);
  });

  it('survives somebody new who can’t be recorded: it stops, says so, and keeps the others', async () => {
    recorder.show([filmOf('Ada')]);
    await recorder.start();
    recorders[0]?.give('a');
    await clock.advanceAsync(10);
    studio.isBroken = true;
    expect(() => recorder.show([filmOf('Ada'), filmOf('Bo')])).not.toThrow();
    await clock.advanceAsync(10);
    expect(recorder.state.getSnapshot()).toEqual({ phase: 'stopped', problem: 'failed', isEmpty: false });
    expect(storage.texts.get('001.webm')).toBe('a end ');
  });

  it('leaves no film or file open that the browser can’t record', async () => {
    createRecorder = () => {
      throw new DOMException('no such codec', 'NotSupportedError');
    };
    recorder.show([filmOf('Ada')]);
    await recorder.start();
    await clock.advanceAsync(10);
    expect(recorder.state.getSnapshot()).toEqual({ phase: 'stopped', problem: 'failed', isEmpty: true });
    expect(studio.films.map(({ isClosed }) => isClosed)).toEqual([true]);
    expect([...storage.texts.keys()]).toEqual([]);
  });
});
