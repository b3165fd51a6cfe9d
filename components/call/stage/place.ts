import type { CSSProperties } from 'react';
import type { Rect } from '../layout/rect';

/** Puts an element where the layout wants it, by transform. */
export function place(rect: Rect | null | undefined): CSSProperties {
  if (!rect) return {};
  const { x, y, width, height } = rect;
  return { width, height, transform: `translate(${Math.round(x)}px, ${Math.round(y)}px)` };
}

/**
 * Moves calmly to a new place; still while the window is dragged, and under reduced motion (globals.css). It does not
 * come in with a motion of its own: drawing that would take the time of connecting to whoever has come.
 */
export const placedClass =
  'absolute top-0 left-0 transition-[transform,width,height] duration-180 in-data-resizing:transition-none';
