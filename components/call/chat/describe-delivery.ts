import type { ChatItem } from './chat-item';
import type { ItemGroup } from './group-items';

const waits = {
  nobody: 'Waits for somebody to join',
  unconnected: 'Waits until you are connected',
} as const;

/**
 * What is said below a group about its way to the others: nothing about somebody else's, and once something of one's
 * own has arrived, only below the newest of one's own.
 */
export function describeDelivery(
  group: ItemGroup,
  newestOwnId: string | null,
  obstacle: 'nobody' | 'unconnected' | null,
): string | null {
  if (!group.items[0].author.isSelf) return null;
  if (group.items.some(isOnItsWay)) return obstacle === null ? 'Sending…' : waits[obstacle];
  // Other things say themselves what has become of them.
  return group.items.some(({ id, type }) => id === newestOwnId && type === 'text') ? 'Sent' : null;
}

function isOnItsWay(item: ChatItem): boolean {
  return item.type === 'text' && item.delivery === 'sending';
}
