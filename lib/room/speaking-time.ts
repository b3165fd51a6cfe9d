import type { Clock, TimerId } from '@/lib/store/clock';
import type { ReadonlyStore, Unsubscribe } from '@/lib/store/store';

/** A longer pause begins the count anew: coughs and passing noise never add up. */
const longestPauseMs = 10_000;

interface SpeakingTimeOptions {
  /** Whether there is speech on our microphone, which is on. */
  speaking: Pick<ReadonlyStore<{ isSpeaking: boolean }>, 'getSnapshot' | 'subscribe'>;
  /** How much of it, in all, counts as having the floor. */
  enoughMs: number;
  onEnough: () => void;
  clock: Clock;
}

/** Calls `onEnough` once, when so much was spoken from now on; returns how to stop. */
export function watchSpeakingTime({ speaking, enoughMs, onEnough, clock }: SpeakingTimeOptions): Unsubscribe {
  let spokenMs = 0;
  let wasSpeaking = false;
  let changedMs = clock.now();
  let timer: TimerId | null = null;

  function clear(): void {
    if (timer !== null) clock.clearTimeout(timer);
    timer = null;
  }

  function look(): void {
    const { isSpeaking } = speaking.getSnapshot();
    if (isSpeaking === wasSpeaking) return;
    const lastedMs = clock.now() - changedMs;
    if (wasSpeaking) spokenMs += lastedMs;
    else if (lastedMs > longestPauseMs) spokenMs = 0;
    wasSpeaking = isSpeaking;
    changedMs = clock.now();
    clear();
    if (isSpeaking) timer = clock.setTimeout(end, enoughMs - spokenMs);
  }

  function stop(): void {
    clear();
    unsubscribe();
  }

  function end(): void {
    stop();
    onEnough();
  }

  const unsubscribe = speaking.subscribe(look);
  look();
  return stop;
}
