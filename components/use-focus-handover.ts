import { type RefObject, useLayoutEffect } from 'react';

/**
 * Hands the focus on when the element of `own` goes while it has it: to that of `next`, or to the page's heading. Left
 * alone it would fall back to the body, and whoever uses a keyboard or a screen reader would begin from the top.
 */
export function useFocusHandover(
  own: RefObject<HTMLElement | null>,
  next: RefObject<HTMLElement | null> | null = null,
): void {
  useLayoutEffect(() => {
    const element = own.current;
    return () => {
      if (!element?.contains(document.activeElement)) return;
      const target = next?.current ?? pageHeading();
      target?.focus({ preventScroll: true });
    };
  }, [own, next]);
}

/** The page's heading, made ready to take the focus. */
function pageHeading(): HTMLElement | null {
  const heading = document.querySelector('h1');
  if (!heading) return null;
  heading.tabIndex = -1;
  heading.classList.add('outline-none');
  return heading;
}
