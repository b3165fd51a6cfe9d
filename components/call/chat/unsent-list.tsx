import { CircleAlert } from 'lucide-react';
import { Button } from '@/components/ui/button';
import type { UnsentReason } from '@/lib/chat/chat-message';
import { useChat, useChatState } from './use-chat';

const reasons: Record<UnsentReason, string> = {
  unavailable: 'Not sent. This browser could not sign it.',
  full: 'Not sent. You have written as much as this chat holds; reloading the page makes room.',
  'too-long': 'Not sent. It is too long.',
};

/** What could not be sent at all, with what can be done about it. */
export function UnsentList() {
  const chat = useChat();
  const { unsent } = useChatState();
  return unsent.map(({ id, text, reason }) => (
    <li key={id} className="flex flex-col items-end gap-1">
      <p
        dir="auto"
        className="line-clamp-3 w-fit max-w-full whitespace-pre-wrap rounded-2xl border border-danger-ink px-3.5 py-2 text-[0.9375rem] [overflow-wrap:anywhere]"
      >
        {text}
      </p>
      <p className="flex items-center gap-1.5 px-1 text-sm text-danger-ink">
        <CircleAlert aria-hidden="true" className="size-4 shrink-0" />
        {reasons[reason]}
      </p>
      <span className="flex gap-2">
        <Button variant="ghost" onClick={() => chat?.discard(id)}>
          Remove
        </Button>
        <Button variant="secondary" onClick={() => void chat?.retry(id)}>
          Try again
        </Button>
      </span>
    </li>
  ));
}
