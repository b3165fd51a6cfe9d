import { CircleCheck, Info, TriangleAlert } from 'lucide-react';
import { Spinner } from '../ui/spinner';
import type { CheckResult } from './check';

interface CheckRowProps {
  name: string;
  /** `null` while it is being found out. */
  result: CheckResult | null;
}

const marks = {
  fine: <CircleCheck role="img" aria-label="Fine" className="size-6 text-success" />,
  note: <Info role="img" aria-label="Worth knowing" className="size-6 text-warning" />,
  problem: <TriangleAlert role="img" aria-label="Problem" className="size-6 text-danger-ink" />,
} as const;

/** One check: its mark, its name, its finding in words. */
export function CheckRow({ name, result }: CheckRowProps) {
  return (
    <li className="flex gap-4 px-5 py-4">
      <span className="flex size-6 shrink-0 items-center justify-center text-text-muted">
        {result ? marks[result.state] : <Spinner />}
      </span>
      <div className="min-w-0">
        <h2 className="font-semibold leading-6">{name}</h2>
        <p className="mt-0.5 text-[0.9375rem] text-text-muted leading-snug">{result?.words ?? 'Checking…'}</p>
      </div>
    </li>
  );
}
