import { useStore } from '@/components/use-store';
import type { RemoteParticipant } from '@/lib/call/call-state';
import type { PresenceState } from '@/lib/room/presence';
import { createStore } from '@/lib/store/store';
import { useCall } from '../call-provider';

const nobody = createStore<PresenceState>({ own: { hand: null, isRecording: false }, others: new Map() });

/** The others who record (PROTOCOL M4). */
export function useOthersRecording(participants: readonly RemoteParticipant[]): RemoteParticipant[] {
  const activities = useStore(useCall().activities);
  const { others } = useStore(activities?.presence.state ?? nobody);
  return participants.filter(({ participantId }) => others.get(participantId)?.isRecording);
}
