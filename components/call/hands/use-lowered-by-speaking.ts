import { useEffect, useRef } from 'react';
import { toast } from 'sonner';
import { useStore } from '@/components/use-store';
import { watchSpeakingTime } from '@/lib/room/speaking-time';
import { systemClock } from '@/lib/store/clock';
import { useCall } from '../call-provider';
import { usePresence } from './use-presence';

/** Who has spoken for so long has the floor. */
const enoughMs = 2_000;
const noteId = 'hand-lowered';
/** Long enough to be read, and undone by keyboard. */
const noteShownMs = 10_000;

/** Lowers our hand when we speak, with a note that takes it back; a hand that was taken back stays up. */
export function useLoweredBySpeaking(): void {
  const { activities, localMedia } = useCall();
  const presence = useStore(activities)?.presence;
  const { hand } = usePresence().own;
  const isKept = useRef(false);

  useEffect(() => {
    if (!presence || hand === null) {
      isKept.current = false;
      return;
    }
    toast.dismiss(noteId);
    if (isKept.current) return;
    const undo = () => {
      if (presence.state.getSnapshot().own.hand !== null) return;
      isKept.current = true;
      presence.setHandRaised(true, hand);
    };
    return watchSpeakingTime({
      speaking: localMedia.state,
      enoughMs,
      onEnough: () => {
        presence.setHandRaised(false);
        toast('Your hand was lowered because you are speaking', {
          id: noteId,
          duration: noteShownMs,
          action: { label: 'Undo', onClick: undo },
        });
      },
      clock: systemClock,
    });
  }, [presence, hand, localMedia]);
}
