import { createContext, use, useEffect, useState } from 'react';
import type { PeerState } from '@/lib/call/call-state';
import type { Diagnosis } from '@/lib/check/diagnose';
import { diagnoseHere } from './diagnose-here';

/** Finds out which leg of the way between here and a server's relays fails. */
export const DiagnoseContext = createContext<() => Promise<Diagnosis | null>>(diagnoseHere);

/** A first connection takes a second or two; one that has no way at all may never be called failed (webrtc-pc 4.3.3). */
const patienceMs = 15_000;

/**
 * Why somebody can't be reached: looked into at once when the connection has failed, and when it has been connecting
 * for 15 s. `null` while that is not known.
 */
export function useDiagnosis(status: PeerState['status']): Diagnosis | null {
  const diagnose = use(DiagnoseContext);
  const [diagnosis, setDiagnosis] = useState<Diagnosis | null>(null);
  const isFailed = status === 'failed';
  const isConnecting = status === 'connecting';

  useEffect(() => {
    if (!isFailed && !isConnecting) return;
    let isCurrent = true;
    const look = () => void diagnose().then((found) => isCurrent && setDiagnosis(found));
    const timer = setTimeout(look, isFailed ? 0 : patienceMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
      setDiagnosis(null);
    };
  }, [isFailed, isConnecting, diagnose]);

  return diagnosis;
}
