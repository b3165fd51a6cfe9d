import { useStore } from '@/components/use-store';
import type { Chat, ChatState } from '@/lib/chat/chat';
import type { ParticipantId } from '@/lib/protocol';
import { createStore, type ReadonlyStore } from '@/lib/store/store';
import { useCall } from '../call-provider';

const nothing: ReadonlyStore<ChatState> = createStore<ChatState>({
  messages: [],
  unsent: [],
  isFull: false,
});
const nobody: ReadonlyStore<ReadonlySet<ParticipantId>> = createStore(new Set<ParticipantId>());

/** The chat of this call; `null` until the call is under way. */
export function useChat(): Chat | null {
  return useStore(useCall().activities)?.chat ?? null;
}

export function useChatState(): ChatState {
  return useStore(useChat()?.state ?? nothing);
}

/** Why what we write reaches nobody for now: there is nobody, or nobody is connected yet; `null` when it does. */
export function useObstacle(): 'nobody' | 'unconnected' | null {
  const call = useCall();
  const reachable = useStore(call.activities)?.wire.reachable ?? nobody;
  const isUnheard = useStore(reachable, ({ size }) => size === 0);
  const hasOthers = useStore(call.state, (state) => 'participants' in state && state.participants.length > 0);
  if (!isUnheard) return null;
  return hasOthers ? 'unconnected' : 'nobody';
}
