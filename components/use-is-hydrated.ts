import { useSyncExternalStore } from 'react';

const never = () => () => undefined;

/**
 * False in the static page and until React has taken it over, true from then on. A control that needs the program
 * is `disabled` until then, so that an early press is not swallowed without a sign.
 */
export function useIsHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
