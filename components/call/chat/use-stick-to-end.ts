import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

/** So close to the end counts as being there. */
const slackPx = 48;

const sizeOf = ({ scrollHeight, clientHeight }: Element) => ({ scrollHeight, clientHeight });

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
  const known = useRef({ scrollHeight: 0, clientHeight: 0 });
  const [hasMoreBelow, setMoreBelow] = useState(false);

  const scrollToEnd = useCallback(() => {
    const element = list.current;
    if (element) {
      element.scrollTop = element.scrollHeight;
      known.current = sizeOf(element);
    }
    isAtEnd.current = true;
    setMoreBelow(false);
  }, []);

  const onScroll = useCallback(() => {
    const element = list.current;
    if (!element) return;
    const size = sizeOf(element);
    const hasChanged =
      size.scrollHeight !== known.current.scrollHeight || size.clientHeight !== known.current.clientHeight;
    // The browser scrolls too, to keep its place when lines break anew: nobody has left the end by that.
    if (hasChanged && isAtEnd.current) return scrollToEnd();
    known.current = size;
    isAtEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < slackPx;
    if (isAtEnd.current) setMoreBelow(false);
  }, [scrollToEnd]);

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
