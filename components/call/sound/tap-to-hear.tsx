import { Volume2 } from 'lucide-react';
import { useId } from 'react';
import { Button } from '@/components/ui/button';
import { useStore } from '@/components/use-store';
import { messages } from '@/lib/errors/messages';
import { usePlayback } from './playback-context';

/** Shown only when the browser holds the sound back until the page is touched. */
export function TapToHear() {
  const playback = usePlayback();
  const isBlocked = useStore(playback.isBlocked);
  const wordsId = useId();
  if (!isBlocked) return null;
  return (
    <div className="mx-4 flex max-w-sm animate-enter flex-col items-center gap-3 rounded-tile bg-surface-raised p-4 text-center shadow-float">
      <p id={wordsId} className="text-sm text-text-muted">
        {messages['playback-blocked'].body}
      </p>
      <Button
        size="lg"
        icon={<Volume2 className="size-5" />}
        onClick={playback.resume}
        aria-describedby={wordsId}
      >
        Tap to hear
      </Button>
    </div>
  );
}
