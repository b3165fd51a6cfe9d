import { Check, Copy } from 'lucide-react';
import { Button } from '../ui/button';
import { useCopy } from '../use-copy';

/** The report to send to somebody who helps: to copy, or to read first. */
export function CopyReport({ report }: { report: string }) {
  const [status, copy] = useCopy(report);
  const isCopied = status === 'copied';
  return (
    <div>
      <Button
        variant="secondary"
        className="w-full sm:w-auto"
        aria-label="Copy report"
        icon={isCopied ? <Check className="size-4.5" /> : <Copy className="size-4.5" />}
        onClick={copy}
      >
        {isCopied ? 'Copied' : 'Copy report'}
      </Button>
      <p role="status" className="text-sm text-text-muted">
        {status === 'failed'
          ? 'Your browser did not allow copying. Open the report below and copy it.'
          : null}
        {isCopied ? <span className="sr-only">Copied</span> : null}
      </p>
      <details className="mt-2 text-[0.9375rem]">
        <summary className="w-fit cursor-pointer py-2.5 text-accent">What the report says</summary>
        <pre className="wrap-anywhere mt-1 whitespace-pre-wrap rounded-control bg-surface-sunken p-4 font-sans text-sm leading-relaxed">
          {report}
        </pre>
      </details>
    </div>
  );
}
