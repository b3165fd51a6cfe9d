import { type RefObject, useLayoutEffect, useRef } from 'react';
import { focusPageHeading } from '@/components/use-focus-handover';

/**
 * The focus goes in with a panel, unless something in it has taken it, and when it is still in there at the end back to
 * where it came from: to the heading where that is gone, as the button of a toast is.
 */
export function usePanelFocus(panel: RefObject<HTMLElement | null>): void {
  const opener = useRef<Element | null>(null);
  // While rendering, before anything within takes the focus.
  if (opener.current === null) opener.current = document.activeElement;

  useLayoutEffect(() => {
    const element = panel.current;
    if (!element?.contains(document.activeElement)) {
      // The panel that this one takes the place of has given the focus back by now.
      if (!opener.current?.isConnected) opener.current = document.activeElement;
      element?.focus({ preventScroll: true });
    }
    return () => {
      if (!element?.contains(document.activeElement)) return;
      const target = opener.current;
      if (target instanceof HTMLElement && target.isConnected && target !== document.body) target.focus();
      else focusPageHeading();
    };
  }, [panel]);
}
