import { CircleCheck, CircleDashed, CircleMinus, CircleX, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { CheckRow as Row } from '@/lib/check/finding';
import { Spinner } from '../ui/spinner';

const marks: Record<Row['state'], ReactNode> = {
  waiting: <CircleDashed role="img" aria-label="Not checked yet" className="size-6 text-text-muted" />,
  running: (
    <span role="img" aria-label="Checking" className="flex text-text-muted">
      <Spinner />
    </span>
  ),
  passed: <CircleCheck role="img" aria-label="Fine" className="size-6 text-success" />,
  warning: <TriangleAlert role="img" aria-label="Worth knowing" className="size-6 text-warning" />,
  failed: <CircleX role="img" aria-label="Problem" className="size-6 text-danger-ink" />,
  skipped: <CircleMinus role="img" aria-label="Skipped" className="size-6 text-text-muted" />,
};

interface CheckRowProps {
  row: Row;
  /** Buttons of this check. */
  children?: ReactNode;
}

/** One check: its mark, its name, its figure, its finding in words. */
export function CheckRow({ row, children }: CheckRowProps) {
  const { name, state, figure, words, privateDetail } = row;
  return (
    <li className="flex gap-4 px-5 py-4">
      <span className="flex size-6 shrink-0 items-center justify-center">{marks[state]}</span>
      <div className="min-w-0 grow">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          <h3 className="font-semibold leading-6">{name}</h3>
          {figure ? <p className="font-medium text-[0.9375rem] tabular-nums">{figure}</p> : null}
        </div>
        <p className="mt-0.5 text-[0.9375rem] text-text-muted leading-snug">{words}</p>
        {privateDetail ? (
          <details className="mt-1 text-[0.9375rem]">
            <summary className="-my-1 w-fit cursor-pointer py-2.5 text-accent">Show my address</summary>
            <p className="wrap-anywhere pb-1 tabular-nums">{privateDetail}</p>
          </details>
        ) : null}
        {children}
      </div>
    </li>
  );
}
