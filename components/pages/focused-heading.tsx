'use client';

import { useEffect, useRef } from 'react';
import { headingClass } from './message-page';

interface FocusedHeadingProps {
  title: string;
  id?: string;
  className?: string;
}

/** A page's heading. It takes the focus, so that a screen reader says it when the page takes the place of a call. */
export function FocusedHeading({ title, id, className = headingClass }: FocusedHeadingProps) {
  const ref = useRef<HTMLHeadingElement>(null);
  useEffect(() => ref.current?.focus({ preventScroll: true }), []);
  return (
    <h1 ref={ref} id={id} tabIndex={-1} className={`outline-none ${className}`}>
      {title}
    </h1>
  );
}
