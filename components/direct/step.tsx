import type { ReactNode } from 'react';

interface StepProps {
  /** Absent where there is one thing to do only. */
  number?: number;
  title: string;
  children: ReactNode;
}

/** One of the few things to do, in their order. */
export function Step({ number, title, children }: StepProps) {
  return (
    <li className="mt-6 lg:mt-5">
      <h2 className="mb-3 flex items-center gap-2.5 font-semibold">
        {number === undefined ? null : (
          <span
            aria-hidden="true"
            className="flex size-7 shrink-0 items-center justify-center rounded-full bg-accent text-accent-text text-sm"
          >
            {number}
          </span>
        )}
        {title}
      </h2>
      {children}
    </li>
  );
}
