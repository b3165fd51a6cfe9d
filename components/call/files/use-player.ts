import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import { useStore } from '@/components/use-store';
import { useCall } from '../call-provider';

const speeds = [1, 1.5, 2] as const;

interface Player {
  isPlaying: boolean;
  /** Milliseconds from the beginning. */
  atMs: number;
  speed: (typeof speeds)[number];
  isBroken: boolean;
  toggle: () => void;
  seek: (toMs: number) => void;
  changeSpeed: () => void;
}

/** The one that plays now: two voices at a time cannot be understood. */
let playing: HTMLAudioElement | null = null;

/**
 * Plays a sound on the speaker of the call. `durationMs` as its sender says: recorded files often do not know how long
 * they are themselves.
 */
export function usePlayer(url: string | null, durationMs: number): Player {
  const audio = useRef<HTMLAudioElement | null>(null);
  const [isPlaying, setPlaying] = useState(false);
  const [atMs, setAtMs] = useState(0);
  const [speed, setSpeed] = useState<Player['speed']>(1);
  const [isBroken, setBroken] = useState(false);
  const { localMedia } = useCall();
  const speakerId = useStore(localMedia.state, (media) => media.speakerId);
  const speedNow = useEffectEvent(() => speed);

  useEffect(() => {
    if (!url) return;
    const element = new Audio(url);
    element.preload = 'metadata';
    // May have been chosen before there was anything to play.
    element.playbackRate = speedNow();
    setBroken(false);
    audio.current = element;
    const listeners = new AbortController();
    const { signal } = listeners;
    const show = () => setAtMs(element.currentTime * 1_000);
    element.addEventListener('play', () => setPlaying(true), { signal });
    element.addEventListener('pause', () => setPlaying(false), { signal });
    element.addEventListener('timeupdate', show, { signal });
    element.addEventListener('error', () => setBroken(true), { signal });
    element.addEventListener(
      'ended',
      () => {
        element.currentTime = 0;
        show();
      },
      { signal },
    );
    return () => {
      listeners.abort();
      element.pause();
      element.removeAttribute('src');
      audio.current = null;
      setPlaying(false);
    };
  }, [url]);

  // What somebody hears in a headset, and may be for them alone, must not come out of a loudspeaker.
  useEffect(() => {
    const element = audio.current;
    if (!url || !element || !('setSinkId' in element)) return;
    // The call's voices say when a speaker fails, and go on with the system's, as this does.
    element.setSinkId(speakerId ?? '').catch(() => undefined);
  }, [url, speakerId]);

  const toggle = useCallback(() => {
    const element = audio.current;
    if (!element) return;
    if (!element.paused) {
      element.pause();
      return;
    }
    if (playing !== element) playing?.pause();
    playing = element;
    element.play().catch((error: unknown) => {
      // Paused again before it had begun, by the person or by another note: nothing is wrong with it.
      const isInterrupted = error instanceof DOMException && error.name === 'AbortError';
      if (!isInterrupted) setBroken(true);
    });
  }, []);
  const seek = useCallback(
    (toMs: number) => {
      const clamped = Math.min(durationMs, Math.max(0, toMs));
      if (audio.current) audio.current.currentTime = clamped / 1_000;
      setAtMs(clamped);
    },
    [durationMs],
  );
  const changeSpeed = useCallback(() => {
    setSpeed((before) => {
      const next = speeds[(speeds.indexOf(before) + 1) % speeds.length] ?? 1;
      if (audio.current) audio.current.playbackRate = next;
      return next;
    });
  }, []);
  return { isPlaying, atMs, speed, isBroken, toggle, seek, changeSpeed };
}
