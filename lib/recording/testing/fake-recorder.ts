import type { FilmStudio } from '../film/open-films';
import type { Film, Scene } from '../film/scene';
import { RecordingError } from '../recording-error';
import type { RecordingStorage } from '../storage/recording-storage';

/** A film that remembers what it was shown. */
class FakeFilm implements Film {
  readonly stream = {} as MediaStream;
  scene: Scene = [];
  sounds: readonly MediaStreamTrack[] = [];
  isClosed = false;

  show(scene: Scene, sounds: readonly MediaStreamTrack[]): void {
    this.scene = scene;
    this.sounds = sounds;
  }

  close(): void {
    this.isClosed = true;
  }
}

export class FakeStudio implements FilmStudio {
  readonly films: FakeFilm[] = [];
  isClosed = false;

  open(): FakeFilm {
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

/** Storage that keeps what it is given as texts, and a log of what happened to each file. */
export class FakeStorage implements RecordingStorage {
  readonly log: string[] = [];
  readonly texts = new Map<string, string>();
  readonly notes = new Map<string, { label: string; startOffsetMs: number }>();
  isFull = false;

  create(): Promise<void> {
    this.log.push('create');
    return this.isFull ? Promise.reject(new RecordingError('disk-full')) : Promise.resolve();
  }

  open(_id: string, file: string, note: { label: string; startOffsetMs: number }): Promise<void> {
    this.notes.set(file, note);
    this.texts.set(file, '');
    return Promise.resolve();
  }

  append(_id: string, file: string, piece: ArrayBuffer): Promise<number> {
    if (this.isFull) return Promise.reject(new RecordingError('disk-full'));
    const text = `${this.texts.get(file)}${new TextDecoder().decode(piece)} `;
    this.texts.set(file, text);
    return Promise.resolve(text.length);
  }

  finish(_id: string, file: string): Promise<void> {
    this.log.push(`finish ${file}`);
    return Promise.resolve();
  }

  mend(): Promise<void> {
    this.log.push('mend');
    return Promise.resolve();
  }

  dispose(): void {
    this.log.push('dispose');
  }
}
