import { useEffect, useEffectEvent, useState } from 'react';
import { toast } from 'sonner';
import type { IncomingView } from '@/lib/files/file-state';
import { describeSize } from './describe-file';
import { useFiles } from './use-files';

function announce({ offer }: IncomingView, onOpen: () => void): void {
  const name = offer.displayName || 'Somebody';
  const whom = offer.to === null ? '' : ' you';
  const title = offer.voice ? `${name} sent${whom} a voice note` : `${name} offers${whom} a file`;
  const description = offer.voice ? '' : `${offer.name} · ${describeSize(offer.size)}`;
  toast(title, { id: 'files', description, action: { label: 'Open', onClick: onOpen } });
}

/** How many files of others have come while the chat was closed; a toast tells of each. */
export function useFileNotices(isOpen: boolean, onOpen: () => void): number {
  const files = useFiles();
  const [count, setCount] = useState(0);
  if (isOpen && count > 0) setCount(0);

  const tell = useEffectEvent((offered: readonly IncomingView[]) => {
    const last = offered.at(-1);
    if (isOpen || !last) return;
    setCount((before) => before + offered.length);
    announce(last, onOpen);
  });
  useEffect(() => files?.onOffered((offered) => tell(offered)), [files]);
  useEffect(() => {
    if (isOpen) toast.dismiss('files');
  }, [isOpen]);
  return count;
}
