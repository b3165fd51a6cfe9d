import type { Clock, TimerId } from '@/lib/store/clock';
import { createStore, type ReadonlyStore } from '@/lib/store/store';
import type { FilmStudio } from './film/open-films';
import type { FilmSize, Scene } from './film/scene';
import type { FileNote, RecordingKind } from './notes';
import { RecordingError, type RecordingProblem } from './recording-error';
import type { RecordingStorage } from './storage/recording-storage';
import { type RecorderPort, Take } from './take';

/** Between two looks at how much there is and how much fits. */
const lookEveryMs = 1_000;

/** One file that a recording has now: what is seen and heard in it, and whose it is. */
export interface RecordedFilm {
  /** The same as long as it goes into the same file. */
  key: string;
  label: string;
  source: FileNote['source'];
  size: FilmSize;
  scene: Scene;
  sounds: readonly MediaStreamTrack[];
}

export type RecorderState =
  | { phase: 'idle' }
  | { phase: 'starting' }
  | { phase: 'recording'; elapsedMs: number; bytes: number; freeBytes: number | null }
  /** Everything is being made seekable. */
  | { phase: 'finishing' }
  /** `problem`: why it stopped without being asked; what was recorded until then is kept, unless it `isEmpty`. */
  | { phase: 'stopped'; problem: RecordingProblem | null; isEmpty: boolean };

export interface RecorderOptions {
  id: string;
  kind: RecordingKind;
  mimeType: string;
  storage: RecordingStorage;
  studio: FilmStudio;
  createRecorder: (stream: MediaStream, size: FilmSize) => RecorderPort;
  /** Says to other pages of this browser that the recording is being written, until what it returns is called. */
  hold: (id: string) => Promise<() => void>;
  /** Bytes that may still be written; `null` where the browser does not say. */
  readFreeBytes: () => Promise<number | null>;
  clock: Clock;
}

/** One recording, from its start to its files: a take for each film it is shown. */
export class Recorder {
  readonly #state = createStore<RecorderState>({ phase: 'idle' });
  readonly #options: RecorderOptions;
  readonly #takes = new Map<string, Take>();
  /** Takes that are over, or about to be. */
  readonly #endings: Promise<void>[] = [];
  #films: readonly RecordedFilm[] = [];
  #fileCount = 0;
  #endedBytes = 0;
  #startedMs = 0;
  #timer: TimerId | null = null;
  #release: (() => void) | null = null;
  #problem: RecordingProblem | null = null;
  /** The recording's folder being made, under its lock. */
  #opening: Promise<void> | null = null;
  #stopping: Promise<void> | null = null;

  constructor(options: RecorderOptions) {
    this.#options = options;
  }

  get state(): ReadonlyStore<RecorderState> {
    return this.#state;
  }

  /** What is to be recorded from now on. A film that is new begins a file, one that is missing ends its own. */
  show(films: readonly RecordedFilm[]): void {
    this.#films = films;
    if (this.#state.getSnapshot().phase !== 'recording') return;
    try {
      this.#follow();
    } catch (error) {
      // Whoever tells us what is new must not pay for what becomes of it here.
      this.#fail(RecordingError.from(error));
    }
  }

  /** Begins with what it was shown last. Never rejects: see `state`. */
  async start(): Promise<void> {
    if (this.#state.getSnapshot().phase !== 'idle') return;
    this.#state.set({ phase: 'starting' });
    try {
      this.#opening = this.#open();
      await this.#opening;
      if (this.#stopping) return await this.#stopping;
      this.#startedMs = this.#options.clock.now();
      this.#follow();
      this.#state.set({ phase: 'recording', elapsedMs: 0, bytes: 0, freeBytes: null });
      this.#timer = this.#options.clock.setInterval(() => void this.#look(), lookEveryMs);
      await this.#look();
    } catch (error) {
      this.#fail(RecordingError.from(error));
    }
  }

  /** Ends it and makes its files seekable. Resolves when they are; never rejects. */
  stop(): Promise<void> {
    this.#stopping ??= this.#finish();
    return this.#stopping;
  }

  async #open(): Promise<void> {
    const { id, kind, storage, hold, clock } = this.#options;
    this.#release = await hold(id);
    await storage.create(id, { version: 1, startedAtMs: clock.timeOfDay(), kind });
  }

  #fail({ problem }: RecordingError): void {
    this.#problem ??= problem;
    void this.stop();
  }

  #follow(): void {
    const keys = new Set(this.#films.map(({ key }) => key));
    for (const key of [...this.#takes.keys()]) if (!keys.has(key)) this.#end(key);
    for (const film of this.#films) {
      const take = this.#takes.get(film.key) ?? this.#begin(film);
      take.film.show(film.scene, film.sounds);
    }
  }

  #begin({ key, label, source, size }: RecordedFilm): Take {
    const { id, mimeType, storage, studio, createRecorder, clock } = this.#options;
    this.#fileCount += 1;
    const film = studio.open(size);
    try {
      const take = new Take({
        id,
        file: `${String(this.#fileCount).padStart(3, '0')}.webm`,
        note: { label, source, startOffsetMs: Math.round(clock.now() - this.#startedMs), mimeType },
        film,
        storage,
        createRecorder: (stream) => createRecorder(stream, size),
        onProblem: (error) => this.#fail(error),
      });
      this.#takes.set(key, take);
      return take;
    } catch (error) {
      film.close();
      throw error;
    }
  }

  #end(key: string): void {
    const take = this.#takes.get(key);
    this.#takes.delete(key);
    if (!take) return;
    const ending = take.stop().catch((error: unknown) => {
      this.#problem ??= RecordingError.from(error).problem;
    });
    this.#endings.push(
      ending.then(() => {
        this.#endedBytes += take.bytes;
      }),
    );
  }

  async #look(): Promise<void> {
    const freeBytes = await this.#options.readFreeBytes().catch(() => null);
    if (this.#state.getSnapshot().phase !== 'recording') return;
    const takes = [...this.#takes.values()];
    this.#state.set({
      phase: 'recording',
      elapsedMs: this.#options.clock.now() - this.#startedMs,
      bytes: takes.reduce((sum, { bytes }) => sum + bytes, this.#endedBytes),
      freeBytes,
    });
  }

  async #finish(): Promise<void> {
    const { id, storage, studio, clock } = this.#options;
    this.#state.set({ phase: 'finishing' });
    if (this.#timer !== null) clock.clearInterval(this.#timer);
    // Half a folder could be neither finished nor let go of. That it can't be made is `start`'s to say.
    const isOpen = await this.#opening?.then(
      () => true,
      () => false,
    );
    for (const key of [...this.#takes.keys()]) this.#end(key);
    await Promise.all(this.#endings);
    // Also finishes what could not be finished before the room kept for that was given back.
    await storage.mend(id).catch((error: unknown) => {
      if (isOpen) this.#problem ??= RecordingError.from(error).problem;
    });
    studio.close();
    storage.dispose();
    this.#release?.();
    this.#state.set({ phase: 'stopped', problem: this.#problem, isEmpty: this.#endedBytes === 0 });
  }
}
