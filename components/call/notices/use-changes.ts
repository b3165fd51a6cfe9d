import { useEffect, useEffectEvent, useRef } from 'react';

/** Calls `onChange` with the former and the new value after a render that changed it; not for the first one. */
export function useChanges<T>(value: T, onChange: (before: T, now: T) => void): void {
  const former = useRef(value);
  const report = useEffectEvent(onChange);
  useEffect(() => {
    const before = former.current;
    former.current = value;
    if (!Object.is(before, value)) report(before, value);
  }, [value]);
}
