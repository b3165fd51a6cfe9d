'use client';

import { useEffect, useRef } from 'react';
import { headingClass } from './message-page';

/** A page's heading. It takes the focus, so that a screen reader says it when the page takes the place of a call. */
export function FocusedHeading({ title }: { title: string }) {
  const ref = useRef<HTMLHeadingElement>(null);
  useEffect(() => ref.current?.focus({ preventScroll: true }), []);
  return (
    <h1 ref={ref} tabIndex={-1} className={`outline-none ${headingClass}`}>
      {title}
    </h1>
  );
}
