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
      onPointerDown={({ button, pointerId, timeStamp }) => {
        if (button !== 0) return;
        void recorder.start();
        const listeners = new AbortController();
        const end = (event: PointerEvent) => {
          if (event.pointerId !== pointerId) return;
          listeners.abort();
          if (event.timeStamp - timeStamp >= holdMs) recorder.stop();
        };
        // On the page: the button itself makes room for the recording.
        addEventListener('pointerup', end, listeners);
        addEventListener('pointercancel', end, listeners);
      }}
      onClick={({ detail }) => {
        // By keyboard: no pointer was down.
        if (detail === 0) void recorder.start();
      }}
    />
  );
}
