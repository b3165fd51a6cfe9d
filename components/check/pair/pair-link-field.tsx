import { Check, Copy } from 'lucide-react';
import { useId } from 'react';
import { Button } from '@/components/ui/button';
import { fieldClass, labelClass } from '@/components/ui/field-class';
import { useCopy } from '@/components/use-copy';

/** The link for the other side. */
export function PairLinkField({ url }: { url: string }) {
  const id = useId();
  const [status, copy] = useCopy(url);
  const isCopied = status === 'copied';
  return (
    <div className="mt-6">
      <label htmlFor={id} className={labelClass}>
        Link to this check
      </label>
      <div className="flex flex-col gap-3 sm:flex-row">
        <input
          id={id}
          readOnly
          value={url}
          onFocus={(event) => event.target.select()}
          className={`${fieldClass} min-w-0 grow text-ellipsis`}
        />
        <Button
          aria-label="Copy link"
          className="shrink-0"
          icon={isCopied ? <Check className="size-4.5" /> : <Copy className="size-4.5" />}
          onClick={copy}
        >
          {isCopied ? 'Copied' : 'Copy link'}
        </Button>
      </div>
      <p role="status" className="text-sm text-text-muted">
        {status === 'failed'
          ? 'Your browser did not allow copying. Select the link above and copy it.'
          : null}
        {isCopied ? <span className="sr-only">Copied</span> : null}
      </p>
    </div>
  );
}
