import type { ChatMessage } from '@/lib/chat/chat-message';

/** What stands in the timeline of a call. Each `type` has its own look in `chat-entry.tsx`. */
export type ChatItem = ChatMessage;
