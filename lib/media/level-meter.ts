import type { Logger } from '@/lib/store/logger';

const floorDb = -60;
const ceilingDb = -10;
/** 85 ms at 48 kHz: readings 100 ms apart miss next to nothing. */
const windowFrames = 4096;

export interface LevelMeterOptions {
  /** `undefined` where there is no Web Audio: the level is then always 0. */
  createAudioContext: (() => AudioContext) | undefined;
  createStream: (tracks: MediaStreamTrack[]) => MediaStream;
  /** Where a first gesture may be heard; a context made before one is suspended (webaudio 1.2.1). */
  document: Document | undefined;
  logger: Logger;
}

/**
 * Loudness of one microphone. Listens to a clone of the track, so it hears while the track itself is muted, and
 * is connected to nothing: no sound ever leaves it.
 */
export interface LevelMeter {
  /** Listens to this track from now on, `null` to none. The caller keeps the track; the clone is the meter's. */
  follow(track: MediaStreamTrack | null): void;
  /** 0 (below -60 dBFS, or not running) to 1 (-10 dBFS and above), even steps for the ear. */
  read(): number;
  dispose(): void;
}

export function createLevelMeter(options: LevelMeterOptions): LevelMeter {
  const disposal = new AbortController();
  let context: AudioContext | null = null;
  let clone: MediaStreamTrack | null = null;
  let source: MediaStreamAudioSourceNode | null = null;
  let analyser: AnalyserNode | null = null;
  let samples = new Float32Array(0);

  function resume(): void {
    if (!analyser || !context || context.state === 'running' || context.state === 'closed') return;
    context.resume().catch((error: unknown) => {
      options.logger.debug('level meter waits for a gesture', { error: String(error) });
    });
  }

  function open(create: () => AudioContext): AudioContext {
    const opened = create();
    for (const type of ['pointerdown', 'keydown', 'visibilitychange']) {
      options.document?.addEventListener(type, resume, {
        signal: disposal.signal,
        capture: true,
        passive: true,
      });
    }
    return opened;
  }

  function release(): void {
    source?.disconnect();
    clone?.stop();
    source = clone = analyser = null;
  }

  function rest(): void {
    context?.suspend().catch((error: unknown) => {
      options.logger.debug('audio context not suspended', { error: String(error) });
    });
  }

  return {
    follow(track) {
      release();
      if (!track) rest();
      if (!track || !options.createAudioContext || disposal.signal.aborted) return;
      try {
        context ??= open(options.createAudioContext);
        clone = track.clone();
        clone.enabled = true;
        source = context.createMediaStreamSource(options.createStream([clone]));
        analyser = context.createAnalyser();
        analyser.fftSize = windowFrames;
        samples = new Float32Array(windowFrames);
        source.connect(analyser);
        resume();
      } catch (error) {
        release();
        options.logger.warn('no level meter', { error: String(error) });
      }
    },
    read() {
      if (!analyser) return 0;
      analyser.getFloatTimeDomainData(samples);
      return perceivedLevel(samples);
    },
    dispose() {
      disposal.abort();
      release();
      context?.close().catch((error: unknown) => {
        options.logger.debug('audio context not closed', { error: String(error) });
      });
      context = null;
    },
  };
}

/** Root mean square of samples between -1 and 1, in decibels, spread over 0 to 1. */
export function perceivedLevel(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  const db = 10 * Math.log10(sum / samples.length);
  return Math.min(1, Math.max(0, (db - floorDb) / (ceilingDb - floorDb))) || 0;
}
