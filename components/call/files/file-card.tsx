import { FileArchive, File as FileIcon, FileText, Film, Image, Music } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { useFocusHandover } from '@/components/use-focus-handover';
import type { FileOffer } from '@/lib/protocol';
import { shortenName } from './describe-file';

function iconOf(type: string) {
  if (type.startsWith('image/')) return Image;
  if (type.startsWith('video/')) return Film;
  if (type.startsWith('audio/')) return Music;
  if (type.startsWith('text/') || type === 'application/pdf') return FileText;
  return /zip|compressed|tar|archive/.test(type) ? FileArchive : FileIcon;
}

interface FileCardProps {
  offer: FileOffer;
  /** What is going on with it, in one line. */
  line: ReactNode;
  preview?: ReactNode;
  children?: ReactNode;
}

/** A file in the timeline: its name as text and nothing else, what is going on, and what can be done about it. */
export function FileCard({ offer, line, preview, children }: FileCardProps) {
  const Icon = iconOf(offer.type);
  const card = useRef<HTMLElement>(null);
  useFocusHandover(card);
  return (
    <article
      ref={card}
      tabIndex={-1}
      aria-label={offer.name}
      className="w-64 max-w-full overflow-hidden rounded-2xl bg-text/10 text-[0.9375rem] leading-snug"
    >
      {preview}
      <div className="flex flex-col gap-2 px-3.5 py-2.5">
        <div className="flex items-center gap-2.5">
          <Icon aria-hidden="true" className="size-6 shrink-0 text-text-muted" />
          <div className="min-w-0 grow">
            <bdi title={offer.name} className="line-clamp-3 font-medium [overflow-wrap:anywhere]">
              {shortenName(offer.name)}
            </bdi>
            {/* It changes all the time: what matters of it is said once. */}
            <p aria-live="off" className="text-sm text-text-muted tabular-nums">
              {line}
            </p>
          </div>
        </div>
        {children}
      </div>
    </article>
  );
}
