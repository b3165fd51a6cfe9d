import { useEffect } from 'react';
import { whenIdle } from '@/components/when-idle';
import { loadLateParts } from '../load-parts';

/** People find each other first. */
const afterMs = 5_000;

/** Has here what a call may ask for later, before the server is gone: in idle time, once one is in. */
export function useLateParts(): void {
  useEffect(() => {
    let cancel = () => clearTimeout(timer);
    const timer = setTimeout(() => {
      cancel = whenIdle(() => void loadLateParts());
    }, afterMs);
    return () => cancel();
  }, []);
}
