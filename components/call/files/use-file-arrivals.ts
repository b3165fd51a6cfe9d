import { useEffect, useEffectEvent, useRef } from 'react';
import { toast } from 'sonner';
import { useAnnounce } from '../notices/announcer';
import { describeSize, failures } from './describe-file';
import type { FileItem } from './file-item';
import { useKnownPeople } from './known-people';
import { useSaveWishes } from './save-wishes';
import { useFileItems } from './use-files';
import { useSave } from './use-save';

/** Long enough to be read and acted upon. */
const shownMs = 10_000;

/** How each file stands that has an end worth telling of: one that was asked for, or one of ours with each person. */
function standings({ file }: FileItem): (readonly [key: string, status: string])[] {
  const { fileId, voice } = file.offer;
  if (voice) return [];
  if (!file.isOwn) return file.isAuto ? [] : [[fileId, file.state.status]];
  return [...file.deliveries].map(([to, { status }]) => [`${fileId} ${to}`, status]);
}

/**
 * Tells once when a file is whole or has failed, whichever way it went: in a toast where the chat is closed, else
 * to those who listen. What was asked for is saved then.
 */
export function useFileArrivals(isOpen: boolean, onOpen: () => void): void {
  const items = useFileItems();
  const announce = useAnnounce();
  const wishes = useSaveWishes();
  const save = useSave();
  const { nameOf } = useKnownPeople();
  const former = useRef(new Map<string, string>());

  const tell = (title: string, description: string, action: { label: string; onClick: () => void }) => {
    if (isOpen) announce(description ? `${title}. ${description}` : title);
    else toast(title, { id: title, description, action, duration: shownMs });
  };
  const tellIncoming = (file: Extract<FileItem['file'], { isOwn: false }>) => {
    const { offer, state } = file;
    if (state.status === 'failed')
      tell(`${offer.name} did not come`, failures[state.failure], { label: 'Open', onClick: onOpen });
    if (state.status !== 'done') return;
    if (wishes.delete(offer.fileId)) save(offer);
    tell(`${offer.name} has come`, describeSize(offer.size), { label: 'Save', onClick: () => save(offer) });
  };
  const look = useEffectEvent((now: readonly FileItem[]) => {
    for (const item of now) {
      for (const [key, status] of standings(item)) {
        const before = former.current.get(key);
        former.current.set(key, status);
        if (before === undefined || before === status) continue;
        if (!item.file.isOwn) tellIncoming(item.file);
        else if (status === 'done')
          announce(`${nameOf(key.split(' ')[1] ?? '')} has ${item.file.offer.name}`);
        else if (status === 'failed')
          announce(`${nameOf(key.split(' ')[1] ?? '')} could not get ${item.file.offer.name}`);
      }
    }
  });
  useEffect(() => look(items), [items]);
}
