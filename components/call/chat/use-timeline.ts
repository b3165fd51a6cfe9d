import { useMemo } from 'react';
import { mergeTimeline } from '@/lib/room/timeline';
import { useFileItems } from '../files/use-files';
import type { ChatItem } from './chat-item';
import { useChatState } from './use-chat';

/** Everything that stands in the timeline of this call, in order. */
export function useTimeline(): readonly ChatItem[] {
  const { messages } = useChatState();
  const files = useFileItems();
  return useMemo(() => mergeTimeline<ChatItem>(messages, files), [messages, files]);
}
