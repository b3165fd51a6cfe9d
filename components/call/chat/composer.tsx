import { SendHorizontal } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import { limits } from '@/lib/protocol';
import { useChat } from './use-chat';

/** From so many characters before the end on, what is left is told. */
const tellFrom = 400;

interface ComposerProps {
  draft: string;
  onDraftChange: (draft: string) => void;
  /** Controls before the text, such as for attaching a file. */
  start?: ReactNode;
  /** Controls behind the text while there is none, such as for recording a voice note. */
  end?: ReactNode;
}

/** Where a message is written: Enter sends it, Shift+Enter begins a line. */
export function Composer({ draft, onDraftChange, start, end }: ComposerProps) {
  const chat = useChat();
  const field = useRef<HTMLTextAreaElement>(null);
  const hintId = useId();
  const left = limits.chatTextLength - draft.trim().length;
  const isEmpty = draft.trim() === '';
  const canSend = chat !== null && !isEmpty && left >= 0;

  // On a touch screen the keyboard would come up and cover what there is to read.
  useLayoutEffect(() => {
    if (!matchMedia('(pointer: coarse)').matches) field.current?.focus({ preventScroll: true });
  }, []);

  // Where the browser does not let a field grow with its text (css-forms-1 field-sizing).
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text is what it grows with.
  useLayoutEffect(() => {
    const element = field.current;
    if (!element || CSS.supports('field-sizing', 'content')) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight}px`;
  }, [draft]);

  const send = () => {
    if (!canSend) return;
    void chat.send(draft);
    onDraftChange('');
    field.current?.focus({ preventScroll: true });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // While an input method composes, Enter chooses a word; Safari says so only by the key code.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    send();
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      className="px-3 pt-2 pb-3"
    >
      <div className="flex items-end gap-1 rounded-[1.5rem] border border-border-strong bg-surface p-0.5 has-[textarea:focus]:border-transparent has-[textarea:focus]:outline-2 has-[textarea:focus]:outline-ring has-[textarea:focus]:-outline-offset-1">
        {start}
        <textarea
          ref={field}
          rows={1}
          dir="auto"
          value={draft}
          aria-label="Message"
          aria-invalid={left < 0 || undefined}
          aria-describedby={hintId}
          placeholder="Message everyone"
          enterKeyHint="send"
          onChange={({ target }) => onDraftChange(target.value)}
          onKeyDown={onKeyDown}
          className="field-sizing-content max-h-36 min-h-11 min-w-0 grow resize-none bg-transparent px-3.5 py-2.5 text-base leading-6 outline-none placeholder:text-text-muted"
        />
        {isEmpty && end ? (
          end
        ) : (
          <IconButton
            type="submit"
            label="Send"
            icon={<SendHorizontal />}
            variant={canSend ? 'accent' : 'ghost'}
            aria-disabled={!canSend}
          />
        )}
      </div>
      <p id={hintId} aria-live="polite" className="px-3 text-sm text-text-muted">
        {left < 0 ? (
          <span className="mt-1 block text-danger-ink">
            {-left} {left === -1 ? 'character' : 'characters'} too long. Send it in parts.
          </span>
        ) : left < tellFrom ? (
          <span className="mt-1 block">{left} characters left</span>
        ) : null}
      </p>
    </form>
  );
}
