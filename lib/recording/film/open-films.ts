import { drawScene, type FilmLook } from './draw-scene';
import { DrawingPace } from './drawing-pace';
import { PictureRate } from './picture-rate';
import { PictureSources } from './picture-sources';
import type { Film, FilmSize, Scene } from './scene';
import { SoundMix } from './sound-mix';

/** Where the machine is fast enough, see `DrawingPace` and `PictureRate`. */
const framesPerSecond = 25;
const tickMs = 1_000 / framesPerSecond;

/** Makes films, all by one clock and in one audio context. */
export interface FilmStudio {
  open(size: FilmSize): Film;
  close(): void;
}

interface StudioPorts {
  /** `ticker-worker.ts`. */
  createTicker: () => Worker;
  look: FilmLook;
}

/** Opens the studio. Films are drawn and heard whether or not the page is seen. */
export function openFilms({ createTicker, look }: StudioPorts): FilmStudio {
  const audio = new AudioContext();
  // Starts by itself after a press of a button, which is what a recording begins with.
  void audio.resume();
  const draws = new Set<() => void>();
  const pace = new DrawingPace({
    ticker: createTicker(),
    periodMs: tickMs,
    draw: () => {
      for (const draw of draws) draw();
    },
  });

  return {
    open({ width, height }) {
      const canvas = document.createElement('canvas');
      canvas.width = width;
      canvas.height = height;
      const context = canvas.getContext('2d', { alpha: false });
      if (!context) throw new Error('no canvas to draw on');
      const pictures = new PictureSources();
      const sounds = new SoundMix(audio);
      const rate = new PictureRate(tickMs);
      const capture = captureByHand(canvas);
      let scene: Scene = [];
      const draw = () => {
        if (!rate.take(performance.now())) return;
        drawScene(context, { width, height }, scene, (slot) => pictures.frameOf(slot), look);
        capture.take();
      };
      draws.add(draw);
      return {
        stream: new MediaStream([capture.track, ...sounds.tracks]),
        show(shown, heard) {
          scene = shown;
          pictures.show(shown);
          sounds.show(heard);
        },
        onKept: (durationMs) => rate.onKept(durationMs, performance.now()),
        close() {
          draws.delete(draw);
          capture.track.stop();
          pictures.close();
          sounds.close();
        },
      };
    },
    close() {
      pace.stop();
      draws.clear();
      void audio.close();
    },
  };
}

/** Frames are taken when they are drawn, where the browser can do that (mediacapture-fromelement 4.1), else by its own clock. */
function captureByHand(canvas: HTMLCanvasElement): { track: MediaStreamTrack; take: () => void } {
  const [track] = canvas.captureStream(0).getVideoTracks();
  if (track && 'requestFrame' in track) {
    const byHand = track as CanvasCaptureMediaStreamTrack;
    return { track, take: () => byHand.requestFrame() };
  }
  const [timed] = canvas.captureStream(framesPerSecond).getVideoTracks();
  if (!timed) throw new Error('no picture of the canvas');
  return { track: timed, take: () => undefined };
}
