'use client';

import { useEffect, useRef } from 'react';

/** A page's heading. It takes the focus, so that a screen reader says it when the page takes the place of a call. */
export function FocusedHeading({ title }: { title: string }) {
  const ref = useRef<HTMLHeadingElement>(null);
  useEffect(() => ref.current?.focus({ preventScroll: true }), []);
  return (
    <h1
      ref={ref}
      tabIndex={-1}
      className="outline-none font-bold text-3xl leading-tight tracking-[-0.02em] sm:text-4xl"
    >
      {title}
    </h1>
  );
}
