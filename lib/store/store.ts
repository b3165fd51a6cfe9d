export type Unsubscribe = () => void;

/** A value that changes, in the shape `useSyncExternalStore` reads: each snapshot is immutable. */
export interface ReadonlyStore<T> {
  getSnapshot(): T;
  subscribe(listener: () => void): Unsubscribe;
}

export interface Store<T> extends ReadonlyStore<T> {
  /** Replaces the value and tells the listeners; the same value (`Object.is`) tells nobody. */
  set(value: T): void;
  update(change: (value: T) => T): void;
}

export function createStore<T>(initial: T): Store<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  function set(next: T): void {
    if (Object.is(value, next)) return;
    value = next;
    for (const listener of [...listeners]) listener();
  }
  return {
    getSnapshot: () => value,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set,
    update: (change) => set(change(value)),
  };
}
