import { useEffect, useEffectEvent, useRef } from 'react';

/**
 * Calls `onChange` with the former and the new value after a render that changed it; not for the first one, and not
 * for what changed while the component was hidden.
 */
export function useChanges<T>(value: T, onChange: (before: T, now: T) => void): void {
  const former = useRef<{ value: T } | null>(null);
  const report = useEffectEvent(onChange);
  useEffect(() => {
    const before = former.current;
    former.current = { value };
    if (before && !Object.is(before.value, value)) report(before.value, value);
  }, [value]);
  // A hidden <Activity> takes its effects down and keeps its refs.
  useEffect(
    () => () => {
      former.current = null;
    },
    [],
  );
}
