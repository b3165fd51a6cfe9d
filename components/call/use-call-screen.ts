import { useEffect, useState } from 'react';

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

/** Loads the call's part of the program once it `isWanted`; `null` until it is here. */
export function useCallScreen(isWanted: boolean): CallScreenModule | null {
  const [screen, setScreen] = useState(loaded);

  useEffect(() => {
    if (!isWanted) return;
    if (loaded) {
      setScreen(loaded);
      return;
    }
    // Not before the lobby that can be used has been drawn.
    const timer = setTimeout(() => {
      loadCallScreen().then(
        (module) => setScreen(module),
        (error: unknown) =>
          setScreen(() => {
            throw error;
          }),
      );
    });
    return () => clearTimeout(timer);
  }, [isWanted]);

  return screen;
}
