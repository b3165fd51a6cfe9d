'use client';

import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { SavedRecordings } from '@/lib/recording/saved-recordings';
import { createStore } from '@/lib/store/store';
import { IconButton } from '../ui/icon-button';
import { useStore } from '../use-store';
import { openSavedRecordings } from './open-saved-recordings';
import { RecordingOffer } from './recording-offer';
import { saveName } from './recording-words';
import { saveFile } from './save-file';

const none: SavedRecordings['state'] = createStore([]);

/**
 * Offers what was recorded on this device and not discarded yet, whatever became of the page that recorded it: above
 * the page, or over the stage.
 */
export function RecordingOffers() {
  const [saved, setSaved] = useState<SavedRecordings | null>(null);
  const [isLater, setLater] = useState(false);
  const recordings = useStore(saved?.state ?? none);

  useEffect(() => {
    const { saved: opened, close } = openSavedRecordings();
    setSaved(opened);
    opened.find().catch(() => undefined);
    return close;
  }, []);

  if (!saved || isLater || recordings.length === 0) return null;
  const save = async (id: string, file: string, name: string) => {
    const opened = await saved.open(id, file).catch(() => null);
    if (opened) saveFile(opened, name);
    // Another page has discarded it meanwhile.
    else await saved.discard(id);
  };
  return (
    <section
      aria-label="Saved recordings"
      className="mx-auto w-full max-w-2xl animate-enter px-safe-3 pt-safe-3"
    >
      <div className="flex max-h-[45dvh] items-start gap-2 overflow-y-auto rounded-3xl border border-border bg-surface-raised py-3 pr-2 pl-5 text-[0.9375rem] text-text shadow-card">
        <ul className="grid min-w-0 grow gap-3 py-1">
          {recordings.map((recording) => (
            <RecordingOffer
              key={recording.id}
              recording={recording}
              onSave={(file) => void save(recording.id, file.name, saveName(recording, file))}
              onDiscard={() => void saved.discard(recording.id)}
            />
          ))}
        </ul>
        <IconButton label="Later" icon={<X />} variant="ghost" onClick={() => setLater(true)} />
      </div>
    </section>
  );
}
