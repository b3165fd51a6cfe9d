import { ArrowDown } from 'lucide-react';
import { useLayoutEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { describeDelivery } from './describe-delivery';
import { EntryGroup } from './entry-group';
import { groupItems } from './group-items';
import { UnsentList } from './unsent-list';
import { useChatState, useObstacle } from './use-chat';
import { useStickToEnd } from './use-stick-to-end';
import { useTimeline } from './use-timeline';

/** So many entries are drawn at first, and so many more at a time. */
const pageLength = 150;

function EmptyTimeline() {
  return (
    <p className="m-auto max-w-64 py-8 text-center text-[0.9375rem] text-text-muted">
      <span className="mb-1 block font-medium text-text">No messages yet</span>
      Messages go straight to the others’ browsers, and no server keeps them. Whoever joins later can read
      them too. They are gone when the tabs are closed.
    </p>
  );
}

/** The timeline of the call; says what comes to those who listen to the screen. */
export function TimelineList() {
  const items = useTimeline();
  const { unsent, isFull } = useChatState();
  const obstacle = useObstacle();
  const [shownCount, setShownCount] = useState(pageLength);
  const last = items.at(-1);
  const lastUnsent = unsent.at(-1);
  const { list, hasMoreBelow, onScroll, scrollToEnd } = useStickToEnd(
    lastUnsent?.id ?? last?.id ?? null,
    lastUnsent !== undefined || (last?.author.isSelf ?? false),
  );
  const shown = items.slice(-shownCount);
  const isEmpty = items.length === 0 && unsent.length === 0;
  const newestOwn = items.findLast(({ author }) => author.isSelf);

  // Earlier entries appear above what is being read, which stays where it is.
  const heightBefore = useRef<number | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list has grown at its top when this has changed.
  useLayoutEffect(() => {
    const element = list.current;
    if (element && heightBefore.current !== null)
      element.scrollTop += element.scrollHeight - heightBefore.current;
    heightBefore.current = null;
  }, [shownCount]);
  const showEarlier = () => {
    heightBefore.current = list.current?.scrollHeight ?? null;
    setShownCount((count) => count + pageLength);
    // The button may go with this.
    list.current?.focus({ preventScroll: true });
  };
  const showNewest = () => {
    scrollToEnd();
    list.current?.focus({ preventScroll: true });
  };

  return (
    <div className="relative flex min-h-0 grow flex-col">
      <div
        ref={list}
        role="log"
        aria-label="Messages"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
        tabIndex={0}
        onScroll={onScroll}
        className="flex min-h-0 grow flex-col overflow-y-auto overscroll-contain px-4 [overflow-anchor:none] focus-visible:-outline-offset-2"
      >
        <div className={isEmpty ? 'my-auto' : 'mt-auto py-2'}>
          {items.length > shown.length ? (
            <Button variant="ghost" className="mx-auto mb-2 flex" onClick={showEarlier}>
              Show earlier messages
            </Button>
          ) : null}
          {isEmpty ? <EmptyTimeline /> : null}
          <ol className="flex flex-col gap-3 [list-style-type:'']">
            {groupItems(shown).map((group) => (
              <EntryGroup
                key={group.id}
                group={group}
                footnote={describeDelivery(group, newestOwn?.id ?? null, obstacle)}
              />
            ))}
            <UnsentList />
          </ol>
          {isFull ? (
            <p className="mt-3 text-center text-sm text-text-muted">
              Somebody sent more than a chat can hold. Some of it is not shown here.
            </p>
          ) : null}
        </div>
      </div>
      {hasMoreBelow ? (
        <Button
          className="absolute inset-x-0 bottom-2 mx-auto w-max animate-enter shadow-float"
          icon={<ArrowDown aria-hidden="true" className="size-4" />}
          onClick={showNewest}
        >
          New messages
        </Button>
      ) : null}
    </div>
  );
}
