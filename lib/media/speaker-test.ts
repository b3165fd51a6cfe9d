import { AppError } from '@/lib/errors/app-error';
import { chimeWav } from './chime';
import { systemDefaultId } from './device-lists';

/** The part of an `<audio>` element that a test needs; `setSinkId` where the browser can choose a speaker. */
export type SpeakerElement = Pick<
  HTMLAudioElement,
  'src' | 'play' | 'pause' | 'addEventListener' | 'removeAttribute'
> & { setSinkId?: (sinkId: string) => Promise<void> };

export interface SpeakerTest {
  /** Plays a chime on this speaker and resolves when it has ended. @throws AppError `speaker-failed` */
  play(speakerId: string | null): Promise<void>;
  /** Falls silent. */
  stop(): void;
}

/** One chime at a time: a second `play` ends the first, whose promise then resolves. */
export function createSpeakerTest(createElement: (() => SpeakerElement) | undefined): SpeakerTest {
  let stop: (() => void) | null = null;
  return {
    async play(speakerId) {
      stop?.();
      if (!createElement) throw new AppError('speaker-failed', 'no audio element');
      const element = createElement();
      let url = '';
      const ended = new Promise<void>((resolve, reject) => {
        stop = resolve;
        element.addEventListener('ended', () => resolve(), { once: true });
        element.addEventListener('error', () => reject(new Error('chime not playable')), { once: true });
      });
      try {
        if (speakerId !== null && speakerId !== systemDefaultId) await element.setSinkId?.(speakerId);
        url = URL.createObjectURL(new Blob([chimeWav()], { type: 'audio/wav' }));
        element.src = url;
        await Promise.all([element.play(), ended]);
      } catch (error) {
        throw new AppError('speaker-failed', 'chime not played', { cause: error });
      } finally {
        element.pause();
        element.removeAttribute('src');
        URL.revokeObjectURL(url);
      }
    },
    stop: () => stop?.(),
  };
}
