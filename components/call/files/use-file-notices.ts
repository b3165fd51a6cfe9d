import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { toast } from 'sonner';
import { describeSize } from './describe-file';
import type { FileItem } from './file-item';
import { useFileItems } from './use-files';

function announce(item: FileItem, onOpen: () => void): void {
  const { offer } = item.file;
  const name = item.author.displayName || 'Somebody';
  const title = offer.voice ? `${name} sent a voice note` : `${name} offers a file`;
  const description = offer.voice ? '' : `${offer.name} · ${describeSize(offer.size)}`;
  toast(title, { id: 'files', description, action: { label: 'Open', onClick: onOpen } });
}

/** How many files of others have come while the chat was closed; a toast tells of each. */
export function useFileNotices(isOpen: boolean, onOpen: () => void): number {
  const items = useFileItems();
  const seen = useRef(new Set<string>());
  const [count, setCount] = useState(0);
  if (isOpen && count > 0) setCount(0);

  const look = useEffectEvent((now: readonly FileItem[]) => {
    const fresh = now.filter(({ id, author }) => !author.isSelf && !seen.current.has(id));
    for (const { id } of fresh) seen.current.add(id);
    const last = fresh.at(-1);
    if (isOpen || !last) return;
    setCount((before) => before + fresh.length);
    announce(last, onOpen);
  });
  useEffect(() => look(items), [items]);
  useEffect(() => {
    if (isOpen) toast.dismiss('files');
  }, [isOpen]);
  return count;
}
