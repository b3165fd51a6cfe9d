import type { ParticipantId } from '@/lib/protocol';

/** Who made something, as far as can be told. */
export interface TimelineAuthor {
  readonly participantId: ParticipantId;
  /** The name under which it was made; says nothing about who they are. */
  readonly displayName: string;
  readonly isSelf: boolean;
  /** Whether that participant has said to us that it is theirs. */
  readonly isConfirmed: boolean;
}

/** Something that stands in the timeline of a room, whatever kind of thing it is. */
export interface TimelineItem {
  readonly type: string;
  /** The same as long as it is the same thing, and no other thing's. */
  readonly id: string;
  /** Its place, as its author's `LogicalClock` gave it. */
  readonly order: number;
  /** When it was made, by its author's clock, though never later than it came here. */
  readonly atMs: number;
  readonly author: TimelineAuthor;
}

/**
 * Before and after in the timeline, the same for everybody: by order, then by time, then by id. Where somebody says
 * the highest order there is, all that follows shares it, and the time decides.
 */
function compareInTimeline(a: TimelineItem, b: TimelineItem): number {
  return a.order - b.order || a.atMs - b.atMs || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/** One timeline of several kinds of things. */
export function mergeTimeline<T extends TimelineItem>(...sources: readonly (readonly T[])[]): T[] {
  return sources.flat().sort(compareInTimeline);
}
