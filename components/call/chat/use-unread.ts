import { useEffect, useEffectEvent, useState } from 'react';
import { toast } from 'sonner';
import type { ChatMessage } from '@/lib/chat/chat-message';
import { useChat } from './use-chat';

const toastId = 'chat';
/** So much of a message is shown in passing. */
const wordsMax = 80;

function toFirstWords(text: string): string {
  const line = text.replace(/\s+/gu, ' ');
  return line.length > wordsMax ? `${line.slice(0, wordsMax).replace(/\s?\S*$/u, '')} …` : line;
}

/**
 * How many of the others' messages have come while the chat was closed. Each time a toast tells of them; one toast,
 * however many come.
 */
export function useUnread(isOpen: boolean, onOpen: () => void): number {
  const chat = useChat();
  const [count, setCount] = useState(0);
  if (isOpen && count > 0) setCount(0);

  const tell = useEffectEvent((messages: readonly ChatMessage[]) => {
    if (isOpen) return;
    setCount((before) => before + messages.length);
    const [message] = messages;
    if (!message) return;
    const action = { label: 'Open', onClick: onOpen };
    if (messages.length > 1)
      toast(`${messages.length} new messages`, { id: toastId, description: '', action });
    else {
      const description = toFirstWords(message.text);
      toast(message.author.displayName || 'Somebody', { id: toastId, description, action });
    }
  });
  useEffect(() => chat?.onArrived((messages) => tell(messages)), [chat]);
  useEffect(() => {
    if (isOpen) toast.dismiss(toastId);
  }, [isOpen]);
  return count;
}
