import { Mic } from 'lucide-react';
import { IconButton } from '@/components/ui/icon-button';
import type { VoiceRecorder } from '@/lib/voice/voice-recorder';

/** Held for longer than this, the note ends when the button is let go. */
const holdMs = 500;

/** Begins a voice note: a tap begins it and another button ends it; held, it ends when it is let go. */
export function VoiceButton({ recorder }: { recorder: VoiceRecorder }) {
  return (
    <IconButton
      label="Record a voice note"
      icon={<Mic />}
      variant="ghost"
      onPointerDown={({ button, timeStamp }) => {
        if (button !== 0) return;
        void recorder.start();
        // On the page: the button itself makes room for the recording.
        const end = (event: PointerEvent) => {
          if (event.timeStamp - timeStamp >= holdMs) recorder.stop();
        };
        addEventListener('pointerup', end, { once: true });
      }}
      onClick={({ detail }) => {
        // By keyboard: no pointer was down.
        if (detail === 0) void recorder.start();
      }}
    />
  );
}
