import { classNames } from '@/components/ui/class-names';
import { ChatEntry } from './chat-entry';
import type { ItemGroup } from './group-items';

function formatTime(atMs: number): string {
  const at = new Date(atMs);
  const isToday = at.toDateString() === new Date().toDateString();
  return at.toLocaleString([], {
    ...(isToday ? {} : { dateStyle: 'short' }),
    timeStyle: 'short',
  });
}

/** What one person wrote in a row: their name and the time once, then the entries. One's own stands on the right. */
export function EntryGroup({ group, footnote }: { group: ItemGroup; footnote: string | null }) {
  const [{ author, atMs }] = group.items;
  const { isSelf, isConfirmed } = author;
  return (
    <li className={classNames('flex flex-col gap-1', isSelf && 'items-end')}>
      <p className="max-w-full px-1 text-sm text-text-muted [overflow-wrap:anywhere]">
        <bdi className="font-medium text-text">{isSelf ? 'You' : author.displayName || 'Somebody'}</bdi>
        {isConfirmed ? null : <span> · passed on by others</span>}{' '}
        <time dateTime={new Date(atMs).toISOString()} className="ml-1 tabular-nums">
          {formatTime(atMs)}
        </time>
      </p>
      {group.items.map((item) => (
        <ChatEntry key={item.id} item={item} />
      ))}
      {footnote ? <p className="px-1 text-xs text-text-muted">{footnote}</p> : null}
    </li>
  );
}
