import { type ComponentType, useEffect, useState } from 'react';
import type { InCallState } from './call-screen';

type CallScreenComponent = ComponentType<{ state: InCallState }>;

/** Kept across mounts: once loaded, a call appears in the very render that says it has begun. */
let loaded: CallScreenComponent | null = null;

/** A deploy in between or a flaky network can lose a chunk once. */
async function load(): Promise<CallScreenComponent> {
  const read = () => import('./call-screen');
  const { CallScreen } = await read().catch(read);
  loaded = CallScreen;
  return CallScreen;
}

/** Loads the call's part of the program while the lobby is shown; `null` until it is here. */
export function useCallScreen(): CallScreenComponent | null {
  const [screen, setScreen] = useState(() => loaded);

  useEffect(() => {
    if (loaded) {
      setScreen(() => loaded);
      return;
    }
    load().then(
      (component) => setScreen(() => component),
      (error: unknown) =>
        setScreen(() => {
          throw error;
        }),
    );
  }, []);

  return screen;
}
