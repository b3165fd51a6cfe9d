import { CopyButton } from '../copy-button';
import { CopyOutcome } from '../copy-outcome';
import { useCopy } from '../use-copy';

/** Hands the call's link on before one is in. What became of that takes a line of its own. */
export function CopyLink({ linkUrl }: { linkUrl: string }) {
  const [status, copy] = useCopy(linkUrl);
  return (
    <>
      <CopyButton
        label="Copy link"
        status={status}
        variant="ghost"
        className="-mr-3 px-3! text-text-muted!"
        onClick={copy}
      />
      <CopyOutcome status={status} instead="Copy the address of this page." className="basis-full" />
    </>
  );
}
