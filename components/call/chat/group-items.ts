import type { ChatItem } from './chat-item';

/** What the same person made in quick succession stands together. */
const pauseMs = 5 * 60_000;

export interface ItemGroup {
  /** That of its first item. */
  readonly id: string;
  readonly items: readonly [ChatItem, ...ChatItem[]];
}

/** Neighbours in the timeline that one person made under one name, without a long pause. */
export function groupItems(items: readonly ChatItem[]): ItemGroup[] {
  const groups: [ChatItem, ...ChatItem[]][] = [];
  for (const item of items) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    if (group && last && isTogether(last, item)) group.push(item);
    else groups.push([item]);
  }
  return groups.map((group) => ({ id: group[0].id, items: group }));
}

function isTogether(a: ChatItem, b: ChatItem): boolean {
  return (
    a.author.participantId === b.author.participantId &&
    a.author.displayName === b.author.displayName &&
    a.author.isSelf === b.author.isSelf &&
    a.author.isConfirmed === b.author.isConfirmed &&
    Math.abs(b.atMs - a.atMs) < pauseMs
  );
}
