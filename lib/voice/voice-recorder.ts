import type { Clock } from '@/lib/store/clock';
import type { Logger } from '@/lib/store/logger';
import { createStore, type ReadonlyStore } from '@/lib/store/store';
import { encodePeaks } from './peaks';

/** Longest note. */
export const noteMaxMs = 300_000;
const levelEveryMs = 50;
const bitsPerSecond = 32_000;
/** In the order of preference; what every browser of the present plays comes first. */
const types = ['audio/mp4;codecs=opus', 'audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus'];

export interface VoiceNote {
  blob: Blob;
  durationMs: number;
  /** See `encodePeaks`. */
  peaks: string;
}

export type VoiceState =
  | { phase: 'idle' }
  | { phase: 'starting' }
  | { phase: 'recording'; durationMs: number; levels: readonly number[] }
  | { phase: 'recorded'; note: VoiceNote }
  /** `error`: what the browser rejected with. */
  | { phase: 'failed'; error: unknown };

export interface VoiceRecorderOptions {
  /** The microphone's own track, to be cloned; `null` where there is none. */
  getTrack: () => MediaStreamTrack | null;
  /** Captures one where there is none. */
  capture: () => Promise<MediaStreamTrack>;
  /** While a note is recorded the call hears nothing. */
  setCallMuted: (isMuted: boolean) => void;
  createRecorder: (stream: MediaStream, options: MediaRecorderOptions) => MediaRecorder;
  isTypeSupported: (type: string) => boolean;
  createStream: (track: MediaStreamTrack) => MediaStream;
  /** Reads the loudness of a stream, 0 to 1, until it is stopped. */
  meter: (stream: MediaStream) => { read: () => number; stop: () => void };
  clock: Clock;
  logger: Logger;
}

/** Records one voice note at a time (MediaStream Recording), from a track of its own: it hears while the call is muted. */
export class VoiceRecorder {
  readonly #state = createStore<VoiceState>({ phase: 'idle' });
  readonly #options: VoiceRecorderOptions;
  #end: (() => void) | null = null;
  /** Counts notes: what belongs to an earlier one, or to one that was discarded, is over. */
  #attempt = 0;

  constructor(options: VoiceRecorderOptions) {
    this.#options = options;
  }

  get state(): ReadonlyStore<VoiceState> {
    return this.#state;
  }

  /** Begins a note. Never rejects; failures are in `state`. */
  async start(): Promise<void> {
    const { phase } = this.#state.getSnapshot();
    if (phase !== 'idle' && phase !== 'failed') return;
    this.#attempt += 1;
    const attempt = this.#attempt;
    this.#state.set({ phase: 'starting' });
    try {
      const own = this.#options.getTrack()?.clone() ?? (await this.#options.capture());
      own.enabled = true;
      if (attempt === this.#attempt) this.#record(own, attempt);
      else own.stop();
    } catch (error) {
      this.#options.logger.warn('no voice note', { error: String(error) });
      if (attempt === this.#attempt) this.#state.set({ phase: 'failed', error });
    }
  }

  /** Ends the note, which can be heard and sent then. One that has not begun yet never does. */
  stop(): void {
    if (this.#state.getSnapshot().phase === 'starting') this.discard();
    else this.#end?.();
  }

  /** There is no note any more. */
  discard(): void {
    this.#attempt += 1;
    this.#end?.();
    this.#state.set({ phase: 'idle' });
  }

  #record(track: MediaStreamTrack, attempt: number): void {
    const { clock, createStream, createRecorder, isTypeSupported, meter, setCallMuted } = this.#options;
    // What was begun is undone once, however the note ends: by its person, with its device, or before it has begun.
    const undoings: (() => void)[] = [];
    const finish = () => {
      if (this.#end === end) this.#end = null;
      for (const undo of undoings.splice(0)) undo();
    };
    let end = finish;
    try {
      const stream = createStream(track);
      const mimeType = types.find(isTypeSupported) ?? '';
      const recorder = createRecorder(stream, {
        ...(mimeType ? { mimeType } : {}),
        audioBitsPerSecond: bitsPerSecond,
      });
      const parts: Blob[] = [];
      const levels: number[] = [];
      const beganMs = clock.now();
      const durationMs = () => Math.min(noteMaxMs, Math.round(clock.now() - beganMs));
      recorder.ondataavailable = ({ data }) => parts.push(data);
      recorder.onstop = () => {
        finish();
        track.stop();
        if (attempt !== this.#attempt) return;
        const blob = new Blob(parts, { type: recorder.mimeType });
        const note = { blob, durationMs: durationMs(), peaks: encodePeaks(levels) };
        this.#state.set({ phase: 'recorded', note });
      };
      const levelMeter = meter(stream);
      undoings.push(() => levelMeter.stop());
      undoings.push(() => setCallMuted(false));
      setCallMuted(true);
      recorder.start();
      this.#state.set({ phase: 'recording', durationMs: 0, levels: [] });
      const ticker = clock.setInterval(() => {
        levels.push(levelMeter.read());
        this.#state.set({ phase: 'recording', durationMs: durationMs(), levels: levels.slice(-120) });
        if (durationMs() >= noteMaxMs) this.stop();
      }, levelEveryMs);
      undoings.push(() => clock.clearInterval(ticker));
      end = () => {
        finish();
        if (recorder.state !== 'inactive') recorder.stop();
      };
      this.#end = end;
    } catch (error) {
      finish();
      track.stop();
      throw error;
    }
  }
}
