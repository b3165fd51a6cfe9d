import { useEffect, useState } from 'react';
import { whenIdle } from '../when-idle';
import { loadFirstParts } from './load-parts';

export type CallScreenModule = typeof import('./call-screen');

/** Kept across mounts: once loaded, a call appears in the very render that says it has begun. */
let loaded: CallScreenModule | null = null;

/** Loads the call's part of the program. A deploy in between or a flaky network can lose a chunk once. */
export async function loadCallScreen(): Promise<CallScreenModule> {
  // The farewell comes along: it is shown when the server may be out of reach.
  const read = () => Promise.all([import('./call-screen'), import('@/components/pages/ended-page')]);
  const [module] = await read().catch(read);
  loaded = module;
  return module;
}

/**
 * Loads the call's part of the program once it `isWanted`; `screen` is `null` until it is here. When it did not come,
 * `retry` loads it again.
 */
export function useCallScreen(
  isWanted: boolean,
): [screen: CallScreenModule | null, retry: (() => void) | null] {
  const [screen, setScreen] = useState(loaded);
  const [isLost, setLost] = useState(false);

  useEffect(() => {
    if (!isWanted || isLost) return;
    if (loaded) {
      setScreen(loaded);
      return;
    }
    // Not before the lobby that can be used has been drawn.
    const timer = setTimeout(() => {
      loadCallScreen().then(setScreen, () => setLost(true));
    });
    return () => clearTimeout(timer);
  }, [isWanted, isLost]);

  const isHere = screen !== null;
  useEffect(() => (isHere ? whenIdle(() => void loadFirstParts()) : undefined), [isHere]);

  return [screen, isLost ? () => setLost(false) : null];
}
