import type { ParticipantId } from '@/lib/protocol';
import type { TimelineItem } from '@/lib/room/timeline';
import type { ChatLog, HeldEntry } from './chat-log';

/** A message of the chat, as people see it. */
export interface ChatMessage extends TimelineItem {
  readonly type: 'text';
  readonly text: string;
  /** Of one's own: whether anybody else has it yet. `null`: somebody else's. */
  readonly delivery: 'sending' | 'sent' | null;
}

/** Why something was not sent: nothing can be signed here, or there is no room for more in this life of the page. */
export type UnsentReason = 'unavailable' | 'full' | 'too-long';

/** Something that could not be sent, and will not be by itself. */
export interface UnsentMessage {
  readonly id: string;
  readonly text: string;
  readonly reason: UnsentReason;
}

/** An entry as a message. */
export function toChatMessage(log: ChatLog, held: HeldEntry, self: ParticipantId): ChatMessage {
  const { entry, receivedMs } = held;
  const { participantId } = log.header;
  const isSelf = log.isOwn && participantId === self;
  return {
    type: 'text',
    id: `${log.logId}/${entry.seq}`,
    order: entry.order,
    atMs: Math.min(entry.sentMs, receivedMs),
    author: { participantId, displayName: entry.displayName, isSelf, isConfirmed: isSelf || log.isConfirmed },
    text: entry.text,
    delivery: isSelf ? (entry.seq < log.ackedCount ? 'sent' : 'sending') : null,
  };
}
