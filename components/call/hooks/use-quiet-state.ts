import { useEffect, useMemo, useState } from 'react';
import type { CallState } from '@/lib/call/call-state';

/**
 * Nobody is told of a server that is out of reach for less: where hosts end connections every few minutes, or a node
 * is replaced, a new one is there within a second, and the call goes on meanwhile.
 */
export const quietMs = 3_000;

/** The call's state as it is shown: the way to the server counts as lost once it has been for `quietMs`. */
export function useQuietState(state: CallState): CallState {
  const isLost = 'serverLink' in state && state.serverLink === 'reconnecting';
  const [isLostForLong, setLostForLong] = useState(false);
  useEffect(() => {
    if (!isLost) return;
    const timer = setTimeout(() => setLostForLong(true), quietMs);
    return () => {
      clearTimeout(timer);
      setLostForLong(false);
    };
  }, [isLost]);
  const isQuiet = isLost && !isLostForLong;
  return useMemo(() => (isQuiet ? { ...state, serverLink: 'online' } : state), [state, isQuiet]);
}
