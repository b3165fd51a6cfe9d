import { Volume2 } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { useStore } from '@/components/use-store';
import { usePlayback } from './playback-context';

/** Shown only when the browser holds the sound back until the page is touched. */
export function TapToHear() {
  const playback = usePlayback();
  const isBlocked = useStore(playback.isBlocked);
  if (!isBlocked) return null;
  return (
    <Button
      size="lg"
      icon={<Volume2 className="size-5" />}
      onClick={playback.resume}
      className="shadow-float"
    >
      Tap to hear
    </Button>
  );
}
