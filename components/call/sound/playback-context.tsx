import { createContext, type ReactNode, use, useState } from 'react';
import { createPlayback, type Playback } from './playback';

const PlaybackContext = createContext<Playback | null>(null);

/** One playback for all the sound and pictures of a call. */
export function PlaybackProvider({ children }: { children: ReactNode }) {
  const [playback] = useState(createPlayback);
  return <PlaybackContext value={playback}>{children}</PlaybackContext>;
}

/** The call's playback. */
export function usePlayback(): Playback {
  const playback = use(PlaybackContext);
  if (!playback) throw new Error('usePlayback needs a PlaybackProvider above it');
  return playback;
}
