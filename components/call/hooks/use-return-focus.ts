import { useEffect, useLayoutEffect, useRef } from 'react';

/**
 * Gives the focus back to where it was when a dialogue opened. For dialogues that open by keys or state: without a
 * trigger of its own Radix leaves the focus on the body.
 */
export function useReturnFocus(isOpen: boolean): void {
  const opener = useRef<Element | null>(null);

  // Before the dialogue's own effects, which take the focus in.
  useLayoutEffect(() => {
    if (isOpen) opener.current = document.activeElement;
  }, [isOpen]);

  // After its clean-up, which ends the trap.
  useEffect(() => {
    if (!isOpen) return;
    return () => {
      if (opener.current instanceof HTMLElement) opener.current.focus({ preventScroll: true });
    };
  }, [isOpen]);
}
