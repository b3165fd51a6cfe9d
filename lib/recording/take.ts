import { createSerialQueue } from '@/lib/store/serial-queue';
import type { Film } from './film/scene';
import type { FileNote } from './notes';
import { RecordingError } from './recording-error';
import type { RecordingStorage } from './storage/recording-storage';

/** Half of what a crash may cost, because a busy machine is late. */
const pieceMs = 500;

/** As much of a `MediaRecorder` as is used. */
export type RecorderPort = Pick<MediaRecorder, 'start' | 'stop' | 'state' | 'addEventListener'>;

interface TakeOptions {
  id: string;
  file: string;
  note: FileNote;
  film: Film;
  storage: RecordingStorage;
  createRecorder: (stream: MediaStream) => RecorderPort;
  /** Nothing more gets into the file. */
  onProblem: (error: RecordingError) => void;
}

/** One file being recorded: a film, and each second of it on disk. */
export class Take {
  readonly film: Film;
  readonly #options: TakeOptions;
  readonly #recorder: RecorderPort;
  readonly #queue = createSerialQueue();
  readonly #hasStopped: Promise<void>;
  readonly #isOpen: Promise<void>;
  #hasFailed = false;
  #bytes = 0;

  constructor(options: TakeOptions) {
    const { id, file, note, film, storage, createRecorder } = options;
    this.#options = options;
    this.film = film;
    this.#recorder = createRecorder(film.stream);
    this.#recorder.addEventListener('dataavailable', ({ data }) => this.#keep(data));
    this.#recorder.addEventListener('error', ({ error }) => this.#fail(error));
    this.#hasStopped = new Promise((resolve) => {
      this.#recorder.addEventListener('stop', () => resolve(), { once: true });
    });
    this.#recorder.start(pieceMs);
    // Once nothing more can throw: a file that is open is closed by `stop` alone.
    this.#isOpen = this.#queue.run(() => storage.open(id, file, note));
    this.#isOpen.catch((error: unknown) => this.#fail(error));
  }

  /** What is safe on disk. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Takes in what is still under way, and makes the file seekable. @throws RecordingError */
  async stop(): Promise<void> {
    const { id, file, film, storage } = this.#options;
    if (this.#recorder.state !== 'inactive') {
      this.#recorder.stop();
      await this.#hasStopped;
    }
    film.close();
    await this.#queue.run(() => storage.finish(id, file));
  }

  #keep(piece: Blob): void {
    if (piece.size === 0) return;
    const { id, file, film, storage } = this.#options;
    this.#queue
      .run(async () => {
        if (this.#hasFailed) return;
        await this.#isOpen;
        const { bytes, durationMs } = await storage.append(id, file, await piece.arrayBuffer());
        this.#bytes = bytes;
        film.onKept(durationMs);
      })
      .catch((error: unknown) => this.#fail(error));
  }

  #fail(error: unknown): void {
    if (this.#hasFailed) return;
    this.#hasFailed = true;
    this.#options.onProblem(RecordingError.from(error));
  }
}

/** Bits per second of a picture of so many pixels at 25 frames: what VP8 needs to look like the call did. */
export function bitsPerSecond({ width, height }: { width: number; height: number }): number {
  return Math.round((2_500_000 * width * height) / (1280 * 720));
}
