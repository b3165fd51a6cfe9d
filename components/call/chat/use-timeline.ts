import { useMemo } from 'react';
import { mergeTimeline } from '@/lib/room/timeline';
import type { ChatItem } from './chat-item';
import { useChatState } from './use-chat';

/** Everything that stands in the timeline of this call, in order. */
export function useTimeline(): readonly ChatItem[] {
  const { messages } = useChatState();
  return useMemo(() => mergeTimeline<ChatItem>(messages), [messages]);
}
