import type { Clock } from '@/lib/store/clock';

const longMuteMs = 5000;

/**
 * Notices a track that the system has silenced, as a phone call does, and not given back: after five seconds, or
 * when the person returns to the page. A track that unmutes by itself is left alone (mediacapture-main 4.3.1).
 */
export function watchMute(
  track: MediaStreamTrack,
  options: { clock: Clock; document: Document | undefined; onLongMute: () => void },
): () => void {
  const { clock, document, onLongMute } = options;
  const listening = new AbortController();
  const { signal } = listening;
  let cancelTimer = (): void => undefined;

  function check(): void {
    if (track.muted && document?.visibilityState !== 'hidden') onLongMute();
  }

  function onMute(): void {
    cancelTimer();
    const timer = clock.setTimeout(check, longMuteMs);
    cancelTimer = () => clock.clearTimeout(timer);
  }

  track.addEventListener('mute', onMute, { signal });
  document?.addEventListener('visibilitychange', check, { signal });
  return () => {
    cancelTimer();
    listening.abort();
  };
}
