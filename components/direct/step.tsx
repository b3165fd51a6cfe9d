import type { ReactNode } from 'react';

interface StepProps {
  number: number;
  title: string;
  children: ReactNode;
}

/** One of the few things to do, in their order. */
export function Step({ number, title, children }: StepProps) {
  return (
    <li className="mt-6">
      <h2 className="mb-3 flex items-center gap-2.5 font-semibold">
        <span
          aria-hidden="true"
          className="flex size-7 shrink-0 items-center justify-center rounded-full bg-surface-sunken text-sm"
        >
          {number}
        </span>
        {title}
      </h2>
      {children}
    </li>
  );
}
