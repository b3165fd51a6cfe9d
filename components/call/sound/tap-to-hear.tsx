import { Volume2 } from 'lucide-react';
import { useId, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { useFocusHandover } from '@/components/use-focus-handover';
import { useStore } from '@/components/use-store';
import { messages } from '@/lib/errors/messages';
import { usePlayback } from './playback-context';

/** Shown only when the browser holds the sound back until the page is touched. */
export function TapToHear() {
  const playback = usePlayback();
  const isBlocked = useStore(playback.isBlocked);
  return isBlocked ? <Tap onTap={playback.resume} /> : null;
}

function Tap({ onTap }: { onTap: () => void }) {
  const wordsId = useId();
  const card = useRef<HTMLDivElement>(null);
  useFocusHandover(card);
  return (
    <div
      ref={card}
      className="mx-4 flex max-w-sm animate-enter flex-col items-center gap-3 rounded-tile bg-surface-raised p-4 text-center shadow-float"
    >
      <p id={wordsId} className="text-sm text-text-muted">
        {messages['playback-blocked'].body}
      </p>
      <Button size="lg" icon={<Volume2 className="size-5" />} onClick={onTap} aria-describedby={wordsId}>
        Tap to hear
      </Button>
    </div>
  );
}
