import type { Clock, TimerId } from '@/lib/store/clock';
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
  | { phase: 'failed' };

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
  #end: ((isKept: boolean) => void) | null = null;
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
      if (attempt === this.#attempt) this.#record(own);
      else own.stop();
    } catch (error) {
      this.#options.logger.warn('no voice note', { error: String(error) });
      if (attempt === this.#attempt) this.#state.set({ phase: 'failed' });
    }
  }

  /** Ends the note, which can be heard and sent then. */
  stop(): void {
    this.#end?.(true);
  }

  /** There is no note any more. */
  discard(): void {
    this.#attempt += 1;
    this.#end?.(false);
    this.#state.set({ phase: 'idle' });
  }

  #record(track: MediaStreamTrack): void {
    const { clock, createStream, createRecorder, isTypeSupported, meter, setCallMuted } = this.#options;
    const stream = createStream(track);
    const mimeType = types.find(isTypeSupported) ?? '';
    const recorder = createRecorder(stream, {
      ...(mimeType ? { mimeType } : {}),
      audioBitsPerSecond: bitsPerSecond,
    });
    const parts: Blob[] = [];
    const levels: number[] = [];
    const beganMs = clock.now();
    const levelMeter = meter(stream);
    let ticker: TimerId | null = null;
    let isKept = true;
    recorder.ondataavailable = ({ data }) => parts.push(data);
    recorder.onstop = () => {
      track.stop();
      if (!isKept) return;
      const durationMs = Math.min(noteMaxMs, Math.round(clock.now() - beganMs));
      const blob = new Blob(parts, { type: recorder.mimeType });
      this.#state.set({ phase: 'recorded', note: { blob, durationMs, peaks: encodePeaks(levels) } });
    };
    setCallMuted(true);
    recorder.start();
    this.#state.set({ phase: 'recording', durationMs: 0, levels: [] });
    ticker = clock.setInterval(() => {
      levels.push(levelMeter.read());
      const durationMs = clock.now() - beganMs;
      this.#state.set({ phase: 'recording', durationMs, levels: levels.slice(-120) });
      if (durationMs >= noteMaxMs) this.stop();
    }, levelEveryMs);
    this.#end = (keep) => {
      this.#end = null;
      isKept = keep;
      if (ticker !== null) clock.clearInterval(ticker);
      levelMeter.stop();
      setCallMuted(false);
      recorder.stop();
    };
  }
}
