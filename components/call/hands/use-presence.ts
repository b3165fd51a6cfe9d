import { useStore } from '@/components/use-store';
import type { ParticipantId } from '@/lib/protocol';
import { handOrder } from '@/lib/room/hand-order';
import type { PresenceState } from '@/lib/room/presence';
import { createStore, type ReadonlyStore } from '@/lib/store/store';
import { useCall } from '../call-provider';

const nobody: ReadonlyStore<PresenceState> = createStore<PresenceState>({
  own: { hand: null, isRecording: false },
  others: new Map(),
});

function usePresenceStore(): ReadonlyStore<PresenceState> {
  return useStore(useCall().activities)?.presence.state ?? nobody;
}

/** What everybody is doing besides talking. */
export function usePresence(): PresenceState {
  return useStore(usePresenceStore());
}

/** Whether our own hand is up. */
export function useIsHandRaised(): boolean {
  return useStore(usePresenceStore(), ({ own }) => own.hand !== null);
}

/** Whose hands are up, in order. */
export function useHandOrder(): readonly ParticipantId[] {
  const self = useStore(useCall().activities)?.self;
  const presence = usePresence();
  return self === undefined ? [] : handOrder(self, presence);
}

/** Somebody's place in the order of hands, from 1 on, or `null` while theirs is down. `null` asks for our own. */
export function useHandPlace(participantId: ParticipantId | null): number | null {
  const self = useStore(useCall().activities)?.self;
  return useStore(usePresenceStore(), (presence) => {
    if (self === undefined) return null;
    return handOrder(self, presence).indexOf(participantId ?? self) + 1 || null;
  });
}
