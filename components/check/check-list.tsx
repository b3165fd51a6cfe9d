import { useId } from 'react';
import type { CheckRun } from '@/lib/check/check-run';
import type { CheckRow as Row } from '@/lib/check/finding';
import { CheckRow } from './check-row';
import { DeviceActions } from './device-actions';

interface CheckListProps {
  title: string;
  rows: readonly Row[];
  /** Gives devices their buttons. */
  run?: CheckRun;
}

/** Checks that belong together. */
export function CheckList({ title, rows, run }: CheckListProps) {
  const titleId = useId();
  return (
    <section className="mt-8">
      <h2 id={titleId} className="px-1 font-semibold text-lg">
        {title}
      </h2>
      <ul
        aria-labelledby={titleId}
        className="mt-3 divide-y divide-border overflow-hidden rounded-tile border border-border bg-surface-raised"
      >
        {rows.map((row) => (
          <CheckRow key={row.id} row={row}>
            {run ? <DeviceActions row={row} run={run} /> : null}
          </CheckRow>
        ))}
      </ul>
    </section>
  );
}
