import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

/** So close to the end counts as being there. */
const slackPx = 48;

interface StickToEnd {
  list: RefObject<HTMLDivElement | null>;
  /** Something new stands below what is being read. */
  hasMoreBelow: boolean;
  onScroll: () => void;
  scrollToEnd: () => void;
}

/**
 * Whoever reads the end of a list stays there when something comes; whoever reads further up stays where they are.
 * `lastId` names the last entry; an entry of one's own is always shown.
 */
export function useStickToEnd(lastId: string | null, isLastOwn: boolean): StickToEnd {
  const list = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const [hasMoreBelow, setMoreBelow] = useState(false);

  const scrollToEnd = useCallback(() => {
    const element = list.current;
    if (element) element.scrollTop = element.scrollHeight;
    isAtEnd.current = true;
    setMoreBelow(false);
  }, []);

  const onScroll = useCallback(() => {
    const element = list.current;
    if (!element) return;
    isAtEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < slackPx;
    if (isAtEnd.current) setMoreBelow(false);
  }, []);

  const shownId = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (lastId === null || shownId.current === lastId) return;
    const isFirst = shownId.current === null;
    shownId.current = lastId;
    if (isFirst || isAtEnd.current || isLastOwn) scrollToEnd();
    else setMoreBelow(true);
  }, [lastId, isLastOwn, scrollToEnd]);

  // A keyboard on the screen, a footnote or a picture that loads takes nobody away from the end.
  useEffect(() => {
    const element = list.current;
    if (!element) return;
    const observer = new ResizeObserver(() => isAtEnd.current && scrollToEnd());
    observer.observe(element);
    if (element.firstElementChild) observer.observe(element.firstElementChild);
    return () => observer.disconnect();
  }, [scrollToEnd]);

  return { list, hasMoreBelow, onScroll, scrollToEnd };
}
