import { Check, Copy } from 'lucide-react';
import type { ComponentProps } from 'react';
import { Button } from './ui/button';
import type { CopyStatus } from './use-copy';

interface CopyButtonProps extends Omit<ComponentProps<typeof Button>, 'icon' | 'children'> {
  /** The accessible name. It stays while the words tell how it went. */
  label: string;
  /** What stands on it. */
  words?: string;
  status: CopyStatus;
}

/** Copies by `onClick`, and says for a moment that it has. Where that is refused, a `CopyOutcome` says what to do. */
export function CopyButton({ label, words = label, status, ...rest }: CopyButtonProps) {
  const isCopied = status === 'copied';
  const Icon = isCopied ? Check : Copy;
  return (
    <Button aria-label={label} icon={<Icon className="size-5" />} {...rest}>
      {isCopied ? 'Copied' : words}
    </Button>
  );
}
