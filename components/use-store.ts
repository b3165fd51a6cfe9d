import { useSyncExternalStore } from 'react';
import type { ReadonlyStore } from '@/lib/store/store';

/**
 * Subscribes to a store and renders again when the value changes. With a `select`, renders only when what it
 * picks changes (`Object.is`): select primitives or parts of the snapshot, never objects built on the spot.
 */
export function useStore<T>(store: ReadonlyStore<T>): T;
export function useStore<T, Selected>(store: ReadonlyStore<T>, select: (value: T) => Selected): Selected;
export function useStore<T>(store: ReadonlyStore<T>, select?: (value: T) => unknown): unknown {
  const read = () => (select ? select(store.getSnapshot()) : store.getSnapshot());
  return useSyncExternalStore(store.subscribe, read, read);
}
