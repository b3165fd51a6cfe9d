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

/** Whether what we write reaches nobody for now. */
export function useIsAlone(): boolean {
  const reachable = useStore(useCall().activities)?.wire.reachable ?? nobody;
  return useStore(reachable, ({ size }) => size === 0);
}
