import { useEffect } from 'react';

/** Keeps the screen awake while mounted; asks again whenever the page comes back into view (screen-wake-lock). */
export function useWakeLock(): void {
  useEffect(() => {
    if (!('wakeLock' in navigator)) return;
    let isMounted = true;
    let lock: WakeLockSentinel | null = null;
    const request = async () => {
      if (document.visibilityState !== 'visible' || (lock && !lock.released)) return;
      try {
        const granted = await navigator.wakeLock.request('screen');
        if (isMounted) lock = granted;
        else await granted.release();
      } catch {
        // Refused on a low battery: the call goes on, the screen may dim.
        lock = null;
      }
    };
    const onVisibilityChange = () => void request();
    void request();
    document.addEventListener('visibilitychange', onVisibilityChange);
    return () => {
      isMounted = false;
      document.removeEventListener('visibilitychange', onVisibilityChange);
      void lock?.release();
    };
  }, []);
}
