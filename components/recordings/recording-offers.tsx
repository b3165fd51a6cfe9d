'use client';

import { X } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { SavedRecordings } from '@/lib/recording/saved-recordings';
import { createStore } from '@/lib/store/store';
import { IconButton } from '../ui/icon-button';
import { useFocusHandover } from '../use-focus-handover';
import { useStore } from '../use-store';
import { openSavedRecordings } from './open-saved-recordings';
import { RecordingOffer } from './recording-offer';
import { describeCount, saveName } from './recording-words';
import { type SaveOutcome, saveCopy } from './save-copy';

const none: SavedRecordings['state'] = createStore([]);

/**
 * Offers what was recorded on this device and not discarded yet, whatever became of the page that recorded it: above
 * the page, or over the stage.
 */
export function RecordingOffers({ open = openSavedRecordings }: { open?: typeof openSavedRecordings }) {
  const [saved, setSaved] = useState<SavedRecordings | null>(null);
  const [isLater, setLater] = useState(false);
  const recordings = useStore(saved?.state ?? none);

  useEffect(() => {
    const { saved: opened, close } = open();
    setSaved(opened);
    opened.find().catch(() => undefined);
    return close;
  }, [open]);

  const offered = saved && !isLater ? recordings : [];
  const save = async (id: string, file: string, name: string): Promise<SaveOutcome> => {
    try {
      const opened = await saved?.open(id, file);
      // Another page has discarded it meanwhile: it is not offered any more.
      return opened ? await saveCopy(opened, name) : 'cancelled';
    } catch {
      return 'failed';
    }
  };
  return (
    <>
      <p role="status" className="sr-only">
        {describeCount(offered.length)}
      </p>
      {offered.length > 0 ? (
        <Frame onLater={() => setLater(true)}>
          {offered.map((recording) => (
            <RecordingOffer
              key={recording.id}
              recording={recording}
              onSave={(file) => save(recording.id, file.name, saveName(recording, file))}
              onDiscard={async () => saved?.discard(recording.id)}
            />
          ))}
        </Frame>
      ) : null}
    </>
  );
}

interface FrameProps {
  onLater: () => void;
  children: ReactNode;
}

/** Around all offers: takes the focus when one of them goes. */
function Frame({ onLater, children }: FrameProps) {
  const frame = useRef<HTMLElement>(null);
  useFocusHandover(frame);
  return (
    <section
      ref={frame}
      tabIndex={-1}
      aria-label="Saved recordings"
      data-recordings
      className="mx-auto w-full max-w-2xl animate-enter rounded-3xl px-safe-3 pt-safe-3 focus-visible:-outline-offset-2"
    >
      <div className="flex max-h-[45dvh] items-start gap-2 overflow-y-auto rounded-3xl border border-border bg-surface-raised py-3 pr-2 pl-5 text-[0.9375rem] text-text shadow-card">
        <ul className="grid min-w-0 grow gap-3 py-1">{children}</ul>
        <IconButton label="Later" icon={<X />} variant="ghost" onClick={onLater} />
      </div>
    </section>
  );
}
