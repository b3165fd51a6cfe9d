import type { ClientPayload, ParticipantId, RoomId, ServerPayload } from '@/lib/protocol';
import type { Seat } from './room-store';

/** The offers that come with a join, for those seated already. The store hands them on and keeps none. */
export type Offers = ClientPayload<'room:join'>['offers'];

/** What became of one seat, as this process learns of it: each change once, in the order of the room's changes. */
export interface RoomChange {
  readonly roomId: RoomId;
  readonly participantId: ParticipantId;
  /** The seat as it was known here; `undefined` when it was free. */
  readonly before: Seat | undefined;
  /** The seat from now on; `undefined` when it is free. */
  readonly after: Seat | undefined;
  /** Why the seat is free, when it is. */
  readonly reason: ServerPayload<'participant:left'>['reason'];
  readonly offers: Offers;
  /** Another connection that held the seat until now (PROTOCOL J8). */
  readonly replacedConnectionId: string | null;
}
