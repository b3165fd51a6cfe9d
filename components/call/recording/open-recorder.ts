import { createRecordingStorage, recordingWorkers } from '@/components/recordings/create-recording-storage';
import { openFilms } from '@/lib/recording/film/open-films';
import type { RecordingKind } from '@/lib/recording/notes';
import { Recorder } from '@/lib/recording/recorder';
import { holdRecording } from '@/lib/recording/recording-lock';
import { bitsPerSecond } from '@/lib/recording/take';
import { systemClock } from '@/lib/store/clock';
import { createWorkerSource } from '@/lib/store/worker-source';

/** The colours of the call's stage (app/globals.css). */
const look = { background: '#0a0c0b', tile: '#191d1b', speaking: '#5fd9be', micOff: '#ff9c94' };
/** So that players find a place quickly: browsers that do not know this decide by themselves. */
const keyFrameEveryMs = 2_000;

const tickers = createWorkerSource(
  () => new Worker(new URL('../../../lib/recording/film/ticker-worker.ts', import.meta.url)),
);

/** Has everything here that a recorder needs of the server. */
export function prepareRecorder(): void {
  tickers.prepare();
  recordingWorkers.prepare();
}

/** Builds a recorder out of the browser's own objects. Call it in answer to a press, or there is no sound. */
export function openRecorder(kind: RecordingKind, mimeType: string): Recorder {
  // Storage that the browser may clear when it runs short of room is no place for this.
  void navigator.storage.persist?.().catch(() => false);
  return new Recorder({
    id: crypto.randomUUID(),
    kind,
    mimeType,
    studio: openFilms({
      createTicker: () => tickers.take(),
      look: { ...look, fontFamily: getComputedStyle(document.body).fontFamily },
    }),
    // After the studio, which browsers may refuse: nothing is left behind then.
    storage: createRecordingStorage(),
    createRecorder: (stream, size) => {
      const options: MediaRecorderOptions & { videoKeyFrameIntervalDuration: number } = {
        mimeType,
        videoBitsPerSecond: bitsPerSecond(size),
        audioBitsPerSecond: 128_000,
        videoKeyFrameIntervalDuration: keyFrameEveryMs,
      };
      return new MediaRecorder(stream, options);
    },
    hold: holdRecording,
    readFreeBytes: async () => {
      const { quota, usage } = await navigator.storage.estimate();
      return quota === undefined ? null : Math.max(0, quota - (usage ?? 0));
    },
    clock: systemClock,
  });
}
