import { type RefObject, useLayoutEffect, useState } from 'react';

interface Size {
  width: number;
  height: number;
}

/** Two changes closer than this are a window being dragged, not a panel that opened. */
const draggingMs = 150;

/**
 * The content size of an element in CSS pixels, measured before the first paint and followed from then on. While
 * the size changes continuously the element carries `data-resizing`, so that transitions can hold still.
 */
export function useElementSize(ref: RefObject<HTMLElement | null>): Size {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });

  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    let changedAtMs = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = element;
      setSize((before) => (before.width === width && before.height === height ? before : { width, height }));
    };
    measure();
    const observer = new ResizeObserver(() => {
      const nowMs = performance.now();
      if (nowMs - changedAtMs < draggingMs) {
        element.dataset.resizing = '';
        clearTimeout(timer);
        timer = setTimeout(() => delete element.dataset.resizing, draggingMs);
      }
      changedAtMs = nowMs;
      measure();
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      clearTimeout(timer);
    };
  }, [ref]);

  return size;
}
