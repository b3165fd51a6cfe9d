import { useId } from 'react';
import { CopyButton } from '@/components/copy-button';
import { CopyOutcome } from '@/components/copy-outcome';
import { fieldClass, labelClass } from '@/components/ui/field-class';
import { useCopy } from '@/components/use-copy';

/** The link for the other side. */
export function PairLinkField({ url }: { url: string }) {
  const id = useId();
  const [status, copy] = useCopy(url);
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
        <CopyButton label="Copy link" status={status} className="shrink-0" onClick={copy} />
      </div>
      <CopyOutcome status={status} instead="Select the link above and copy it." />
    </div>
  );
}
