import { X } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import { usePanelFocus } from '../panels/use-panel-focus';
import { Composer } from './composer';
import { TimelineList } from './timeline-list';

/** What the toolbar's button says it controls. */
export const chatPanelId = 'chat-panel';

interface ChatPanelProps {
  /** Kept by the owner, so that it outlives the panel. */
  draft: string;
  onDraftChange: (draft: string) => void;
  onClose: () => void;
  composerStart?: ReactNode;
  composerEnd?: ReactNode;
  /** Something else that is being made to be sent, such as a voice note. */
  insteadOfComposer?: ReactNode;
}

/** What people write to each other. Beside the stage on a desktop, over it on a phone; never modal. */
export function ChatPanel({
  draft,
  onDraftChange,
  onClose,
  composerStart,
  composerEnd,
  insteadOfComposer,
}: ChatPanelProps) {
  const panel = useRef<HTMLElement>(null);
  usePanelFocus(panel);

  return (
    <aside
      ref={panel}
      id={chatPanelId}
      tabIndex={-1}
      aria-labelledby="chat-heading"
      onKeyDown={({ key, nativeEvent }) => key === 'Escape' && !nativeEvent.isComposing && onClose()}
      className="absolute inset-0 z-20 flex animate-enter flex-col overflow-hidden rounded-tile bg-surface-raised outline-none md:static md:w-88 md:shrink-0"
    >
      <header className="flex items-center gap-2 py-2 pr-2 pl-5">
        <h2 id="chat-heading" className="grow text-lg font-semibold tracking-tight">
          Chat
        </h2>
        <IconButton label="Close chat" icon={<X />} variant="ghost" onClick={onClose} />
      </header>
      <TimelineList />
      {insteadOfComposer ?? (
        <Composer
          draft={draft}
          onDraftChange={onDraftChange}
          {...(composerStart ? { start: composerStart } : {})}
          {...(composerEnd ? { end: composerEnd } : {})}
        />
      )}
    </aside>
  );
}
