import { CopyButton } from '../copy-button';
import { CopyOutcome } from '../copy-outcome';
import { useCopy } from '../use-copy';

/** The report to send to somebody who helps: to copy, or to read first. */
export function CopyReport({ report }: { report: string }) {
  const [status, copy] = useCopy(report);
  return (
    <div>
      <CopyButton
        label="Copy report"
        status={status}
        variant="secondary"
        className="w-full sm:w-auto"
        onClick={copy}
      />
      <CopyOutcome status={status} instead="Open the report below and copy it." />
      <details className="mt-2 text-[0.9375rem]">
        <summary className="w-fit cursor-pointer py-2.5 text-accent">What the report says</summary>
        <pre className="wrap-anywhere mt-1 whitespace-pre-wrap rounded-control bg-surface-sunken p-4 font-sans text-sm leading-relaxed">
          {report}
        </pre>
      </details>
    </div>
  );
}
