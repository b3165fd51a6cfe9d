'use client';

import { lazy, Suspense, useSyncExternalStore } from 'react';
import { isPairLink } from '@/lib/check/pair/pair-link';
import { CheckFrame } from './check-frame';

const ConnectionCheck = lazy(async () => ({ default: (await import('./connection-check')).ConnectionCheck }));
const PairCheck = lazy(async () => ({ default: (await import('./pair/pair-check')).PairCheck }));

const neverChanges = () => () => undefined;

/** One static page: the address says whether one person checks or two do together. */
export function CheckPage() {
  const path = useSyncExternalStore(
    neverChanges,
    () => location.pathname,
    () => null,
  );
  const frame = <CheckFrame title="Check your connection" />;
  if (path === null) return frame;
  return <Suspense fallback={frame}>{isPairLink(path) ? <PairCheck /> : <ConnectionCheck />}</Suspense>;
}
