import type { Envelope, ParticipantId } from '@/lib/protocol';
import type { Offers } from '../room-change';
import type { Seat } from '../room-store';

/** A seat as Redis keeps it (server/redis/room-script.ts). */
export interface StoredSeat {
  readonly seat: Seat;
  readonly nodeId: string;
  /** Since when it is interrupted, ms on the clock of Redis; 0 when it is not. */
  readonly sinceMs: number;
  /** Rises in the order in which people sat down. */
  readonly place: number;
  /** All but the place, for comparing. */
  readonly content: string;
}

/** A change as it is published. */
export interface PublishedChange {
  readonly from: number;
  readonly to: number;
  readonly participantId: ParticipantId;
  readonly stored: StoredSeat | undefined;
  readonly reason: 'left' | 'timeout';
  readonly offers: Offers;
  readonly replacedConnectionId: string | null;
}

/** Reads `epoch|connection|node|since|place|profile`; the profile is the last because it may hold anything. */
function readStoredSeat(participantId: ParticipantId, raw: string, ownNodeId: string): StoredSeat {
  const [epoch = '', connectionId = '', nodeId = '', since, place] = raw.split('|', 5);
  const headLength = [epoch, connectionId, nodeId, since, place].join('|').length + 1;
  const profile = raw.slice(headLength);
  const seat: Seat = {
    participantId,
    epoch,
    profile: JSON.parse(profile) as Envelope,
    connectionId,
    isInterrupted: since !== '0',
    ...(nodeId !== ownNodeId && { isElsewhere: true as const }),
  };
  const content = [epoch, connectionId, nodeId, since, profile].join('|');
  return { seat, nodeId, sinceMs: Number(since), place: Number(place), content };
}

/** Reads seats as the script lists them: id and seat in turns. */
export function readStoredSeats(list: readonly string[], ownNodeId: string): Map<ParticipantId, StoredSeat> {
  const seats = new Map<ParticipantId, StoredSeat>();
  for (let i = 0; i + 1 < list.length; i += 2) {
    const participantId = list[i] ?? '';
    seats.set(participantId, readStoredSeat(participantId, list[i + 1] ?? '', ownNodeId));
  }
  return seats;
}

/** Reads a change; JSON holds no line breaks, so there is one part a line. */
export function readPublishedChange(message: string, ownNodeId: string): PublishedChange {
  const [from, to, participantId = '', reason, replaced = '', raw = '', offers = '{}'] = message.split('\n');
  return {
    from: Number(from),
    to: Number(to),
    participantId,
    stored: raw === '' ? undefined : readStoredSeat(participantId, raw, ownNodeId),
    reason: reason === 'timeout' ? 'timeout' : 'left',
    offers: JSON.parse(offers) as Offers,
    replacedConnectionId: replaced === '' ? null : replaced,
  };
}
