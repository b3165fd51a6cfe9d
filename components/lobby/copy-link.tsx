import { Check, Copy } from 'lucide-react';
import { Button } from '../ui/button';
import { useCopy } from '../use-copy';

/** Hands the call's link on before one is in. What became of that takes a line of its own. */
export function CopyLink({ linkUrl }: { linkUrl: string }) {
  const [status, copy] = useCopy(linkUrl);
  const isCopied = status === 'copied';
  return (
    <>
      <Button
        variant="ghost"
        // The name stays while the words tell how it went.
        aria-label="Copy link"
        icon={isCopied ? <Check className="size-5" /> : <Copy className="size-5" />}
        className="-mr-3 px-3! text-text-muted!"
        onClick={copy}
      >
        {isCopied ? 'Copied' : 'Copy link'}
      </Button>
      <p role="status" className="basis-full text-sm text-text-muted">
        {status === 'failed' ? 'Your browser did not allow copying. Copy the address of this page.' : null}
        {isCopied ? <span className="sr-only">Copied</span> : null}
      </p>
    </>
  );
}
