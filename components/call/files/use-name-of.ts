import { useCallback } from 'react';
import { useStore } from '@/components/use-store';
import type { ParticipantId } from '@/lib/protocol';
import { useCall } from '../call-provider';

/** What somebody in the call is called now; "Somebody" when they are not there. */
export function useNameOf(): (participantId: ParticipantId) => string {
  const state = useStore(useCall().state);
  const participants = 'participants' in state ? state.participants : null;
  return useCallback(
    (participantId) => {
      const found = participants?.find((participant) => participant.participantId === participantId);
      return found ? found.displayName : 'Somebody';
    },
    [participants],
  );
}
