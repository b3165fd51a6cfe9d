import type { ChatMessage } from '@/lib/chat/chat-message';
import type { FileItem } from '../files/file-item';

/** What stands in the timeline of a call. Each `type` has its own look in `chat-entry.tsx`. */
export type ChatItem = ChatMessage | FileItem;
