import { CircleCheck, CircleX, TriangleAlert } from 'lucide-react';
import type { Verdict } from '@/lib/check/verdict';
import { Spinner } from '../ui/spinner';

const marks: Record<Verdict['outcome'], React.ReactNode> = {
  works: <CircleCheck aria-hidden="true" className="size-7 text-success" />,
  'works-relayed': <CircleCheck aria-hidden="true" className="size-7 text-success" />,
  'works-mostly': <TriangleAlert aria-hidden="true" className="size-7 text-warning" />,
  blocked: <CircleX aria-hidden="true" className="size-7 text-danger-ink" />,
};

interface VerdictPanelProps {
  verdict: Verdict | null;
  /** What is shown before there is one. */
  waiting?: string;
}

/** What all checks come to, announced when it is known. */
export function VerdictPanel({
  verdict,
  waiting = 'Looking at the ways out of your network…',
}: VerdictPanelProps) {
  return (
    <section
      aria-label="Result"
      className="mt-6 flex gap-4 rounded-tile border border-border bg-surface-raised px-5 py-5 shadow-card"
    >
      <span className="flex size-7 shrink-0 items-center justify-center text-text-muted">
        {verdict ? marks[verdict.outcome] : <Spinner />}
      </span>
      <div className="min-w-0">
        <p role="status" className="font-semibold text-lg leading-7">
          {verdict ? `${verdict.title}.` : waiting}
        </p>
        {verdict && verdict.advice.length > 0 ? (
          <ul className="mt-2 space-y-1.5 text-text-muted leading-snug">
            {verdict.advice.map((advice) => (
              <li key={advice}>{advice}</li>
            ))}
          </ul>
        ) : null}
      </div>
    </section>
  );
}
