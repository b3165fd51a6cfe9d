import { MessageSquare } from 'lucide-react';
import { ControlButton } from '../controls/control-button';
import { chatPanelId } from './chat-panel';

interface ChatButtonProps {
  className?: string;
  isOpen: boolean;
  unreadCount: number;
  onToggle: () => void;
}

/** Opens and closes the chat, and says how much of it has not been read. */
export function ChatButton({ className, isOpen, unreadCount, onToggle }: ChatButtonProps) {
  const unreadId = 'chat-unread';
  return (
    <>
      <ControlButton
        {...(className ? { className } : {})}
        label="Chat"
        icon={
          <>
            <MessageSquare />
            {unreadCount > 0 ? (
              <span
                aria-hidden="true"
                className="absolute -top-0.5 -right-0.5 min-w-5 rounded-full bg-accent px-1 text-center text-xs font-semibold leading-5 text-accent-text tabular-nums"
              >
                {unreadCount > 99 ? '99+' : unreadCount}
              </span>
            ) : null}
          </>
        }
        variant={isOpen ? 'accent' : 'solid'}
        shortcut="C"
        aria-expanded={isOpen}
        aria-controls={isOpen ? chatPanelId : undefined}
        aria-describedby={unreadCount > 0 ? unreadId : undefined}
        onClick={onToggle}
      />
      {unreadCount > 0 ? (
        <span id={unreadId} className="sr-only">
          {unreadCount} {unreadCount === 1 ? 'unread message' : 'unread messages'}
        </span>
      ) : null}
    </>
  );
}
