import { Check, Copy, Share2 } from 'lucide-react';
import { useId, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { fieldClass } from '@/components/ui/field-class';
import { useCopy } from '../../use-copy';

const canShare = () => typeof navigator !== 'undefined' && 'share' in navigator;

/** The call's link with the ways to hand it on. */
export function InviteLink({ linkUrl }: { linkUrl: string }) {
  const inputId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [status, copy] = useCopy(linkUrl);
  const isCopied = status === 'copied';

  async function share() {
    try {
      await navigator.share({ title: 'Join my call', url: linkUrl });
    } catch {
      // Closing the share sheet rejects, too: the link is still here.
      input.current?.select();
    }
  }

  return (
    <div>
      <label htmlFor={inputId} className="sr-only">
        Call link
      </label>
      <input
        ref={input}
        id={inputId}
        readOnly
        value={linkUrl}
        onFocus={(event) => event.target.select()}
        className={`${fieldClass} text-ellipsis`}
      />
      <div className="mt-3 flex gap-3">
        <Button
          className="grow"
          // The name stays while the words tell how it went.
          aria-label="Copy link"
          icon={isCopied ? <Check className="size-5" /> : <Copy className="size-5" />}
          onClick={copy}
        >
          {isCopied ? 'Copied' : 'Copy link'}
        </Button>
        {canShare() ? (
          <Button variant="secondary" className="grow" icon={<Share2 className="size-5" />} onClick={share}>
            Share
          </Button>
        ) : null}
      </div>
      <p role="status" className="text-sm text-text-muted">
        {status === 'failed' ? (
          <span className="mt-3 block">
            Your browser did not allow copying. Select the link above and copy it.
          </span>
        ) : null}
        {isCopied ? <span className="sr-only">Copied</span> : null}
      </p>
    </div>
  );
}
