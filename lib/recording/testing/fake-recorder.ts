import type { Clock } from '@/lib/store/clock';
import type { FilmStudio } from '../film/open-films';
import type { Film, Scene } from '../film/scene';
import { Recorder } from '../recorder';
import { RecordingError } from '../recording-error';
import type { Kept, RecordingStorage } from '../storage/recording-storage';

/** A film that remembers what it was shown. */
class FakeFilm implements Film {
  readonly stream = {} as MediaStream;
  scene: Scene = [];
  sounds: readonly MediaStreamTrack[] = [];
  isClosed = false;
  keptMs = 0;

  show(scene: Scene, sounds: readonly MediaStreamTrack[]): void {
    this.scene = scene;
    this.sounds = sounds;
  }

  onKept(durationMs: number): void {
    this.keptMs = durationMs;
  }

  close(): void {
    this.isClosed = true;
  }
}

export class FakeStudio implements FilmStudio {
  readonly films: FakeFilm[] = [];
  isClosed = false;
  /** Opens no more films. */
  isBroken = false;

  open(): FakeFilm {
    if (this.isBroken) throw new Error('no canvas to draw on');
    const film = new FakeFilm();
    this.films.push(film);
    return film;
  }

  close(): void {
    this.isClosed = true;
  }
}

/** A `MediaRecorder` whose pieces the test gives by hand; as real ones do, it gives a last one before it stops. */
export class FakeMediaRecorder extends EventTarget {
  state: RecordingState = 'inactive';
  timeslice: number | undefined;

  start(timeslice?: number): void {
    this.state = 'recording';
    this.timeslice = timeslice;
  }

  give(text: string): void {
    this.dispatchEvent(Object.assign(new Event('dataavailable'), { data: new Blob([text]) }));
  }

  stop(): void {
    this.state = 'inactive';
    queueMicrotask(() => {
      this.give('end');
      this.dispatchEvent(new Event('stop'));
    });
  }
}

/**
 * Storage that keeps what it is given as texts, and a log of what happened to each file. As on a disk, what was not
 * created can't be mended, and once it is disposed of it answers nobody.
 */
export class FakeStorage implements RecordingStorage {
  readonly log: string[] = [];
  readonly texts = new Map<string, string>();
  readonly notes = new Map<string, { label: string; startOffsetMs: number }>();
  isFull = false;
  #isMade = false;
  #isDisposed = false;

  create(): Promise<void> {
    if (this.#isDisposed) return Promise.reject(new RecordingError('failed', 'disposed'));
    this.log.push('create');
    if (this.isFull) return Promise.reject(new RecordingError('disk-full'));
    this.#isMade = true;
    return Promise.resolve();
  }

  open(_id: string, file: string, note: { label: string; startOffsetMs: number }): Promise<void> {
    this.notes.set(file, note);
    this.texts.set(file, '');
    return Promise.resolve();
  }

  append(_id: string, file: string, piece: ArrayBuffer): Promise<Kept> {
    if (this.isFull) return Promise.reject(new RecordingError('disk-full'));
    const text = `${this.texts.get(file)}${new TextDecoder().decode(piece)} `;
    this.texts.set(file, text);
    return Promise.resolve({ bytes: text.length, durationMs: 100 * text.length });
  }

  finish(_id: string, file: string): Promise<void> {
    this.log.push(`finish ${file}`);
    return Promise.resolve();
  }

  mend(): Promise<void> {
    this.log.push('mend');
    return this.#isMade ? Promise.resolve() : Promise.reject(new RecordingError('failed', 'no such folder'));
  }

  dispose(): void {
    this.#isDisposed = true;
    this.log.push('dispose');
  }
}

/** A recorder over all of these, which tells when something is recorded for the first time. */
export function openFakeRecorder(clock: Clock, onRecorded: () => void = () => undefined): Recorder {
  return new Recorder({
    id: 'one',
    kind: 'composed',
    mimeType: 'video/webm',
    storage: new FakeStorage(),
    studio: new FakeStudio(),
    createRecorder: () => {
      onRecorded();
      return new FakeMediaRecorder() as unknown as MediaRecorder;
    },
    hold: () => Promise.resolve(() => undefined),
    readFreeBytes: () => Promise.resolve(null),
    clock,
  });
}
