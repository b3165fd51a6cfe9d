import { createStore, type ReadonlyStore } from '@/lib/store/store';

/** Plays media elements, and remembers those that the browser refuses to start before the person has touched the page. */
export interface Playback {
  readonly isBlocked: ReadonlyStore<boolean>;
  play(element: HTMLMediaElement): void;
  /** The element is gone: it blocks nothing any more. */
  forget(element: HTMLMediaElement): void;
  /** Tries again all that was refused; call it from a press. */
  resume(): void;
}

/** A `NotAllowedError` is the autoplay policy (HTML, "allowed to play"); an `AbortError` only a newer source. */
export function createPlayback(): Playback {
  const blocked = new Set<HTMLMediaElement>();
  const isBlocked = createStore(false);

  function play(element: HTMLMediaElement): void {
    element.play().then(
      () => forget(element),
      (error: unknown) => {
        if (!(error instanceof DOMException) || error.name !== 'NotAllowedError' || !element.isConnected)
          return;
        blocked.add(element);
        isBlocked.set(true);
      },
    );
  }
  function forget(element: HTMLMediaElement): void {
    blocked.delete(element);
    isBlocked.set(blocked.size > 0);
  }
  return { isBlocked, play, forget, resume: () => [...blocked].forEach(play) };
}
