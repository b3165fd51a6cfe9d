import { Share2 } from 'lucide-react';
import { useId, useRef } from 'react';
import { CopyButton } from '@/components/copy-button';
import { CopyOutcome } from '@/components/copy-outcome';
import { HereOnlyHint } from '@/components/here-only-hint';
import { leadsHereOnly } from '@/components/leads-here-only';
import { Button } from '@/components/ui/button';
import { fieldClass } from '@/components/ui/field-class';
import { useCopy } from '@/components/use-copy';

const canShare = () => typeof navigator !== 'undefined' && 'share' in navigator;

/** The call's link with the ways to hand it on. */
export function InviteLink({ linkUrl }: { linkUrl: string }) {
  const inputId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [status, copy] = useCopy(linkUrl);

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
        <CopyButton label="Copy link" status={status} className="grow" onClick={copy} />
        {canShare() ? (
          <Button variant="secondary" className="grow" icon={<Share2 className="size-5" />} onClick={share}>
            Share
          </Button>
        ) : null}
      </div>
      <CopyOutcome status={status} instead="Select the link above and copy it." />
      {leadsHereOnly(linkUrl) ? <HereOnlyHint className="mt-5" /> : null}
    </div>
  );
}
