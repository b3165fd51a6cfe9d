import { type RefObject, useLayoutEffect } from 'react';

/**
 * Hands the focus on when the element of `own` goes while it has it: to the nearest one around it that can take it, or
 * to the page's heading. Left alone it would fall back to the body, and whoever uses a keyboard or a screen reader would
 * begin from the top.
 */
export function useFocusHandover(own: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const element = own.current;
    return () => {
      if (!element?.contains(document.activeElement)) return;
      // It is in its place still: React cleans up first, the outermost first, and takes elements out then.
      const around = element.parentElement?.closest<HTMLElement>('[tabindex]');
      (around ?? pageHeading())?.focus({ preventScroll: true });
    };
  }, [own]);
}

/** Gives the focus to the page's heading, for want of anything better. */
export function focusPageHeading(): void {
  pageHeading()?.focus({ preventScroll: true });
}

/** The page's heading, made ready to take the focus. */
function pageHeading(): HTMLElement | null {
  const heading = document.querySelector('h1');
  if (!heading) return null;
  heading.tabIndex = -1;
  heading.classList.add('outline-none');
  return heading;
}
