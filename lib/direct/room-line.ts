import type {
  ClientEventName,
  ClientPayload,
  ClientReply,
  Result,
  ServerEventName,
  ServerPayload,
  WireErrorCode,
} from '@/lib/protocol';
import type { Unsubscribe } from '@/lib/store/store';

/** What a request to the room of a direct call comes to. */
export type RoomReply<E extends ClientEventName> = Result<
  ClientReply<E>,
  WireErrorCode | 'server-unreachable'
>;

/** What the room announces, by name. */
export type RoomAnnouncements = { [E in ServerEventName]: ServerPayload<E> };

/** How one of the two asks the room and hears of it, wherever the room is. */
export interface RoomLine {
  /** Never rejects. */
  ask<E extends ClientEventName>(event: E, payload: ClientPayload<E>): Promise<RoomReply<E>>;
  on<E extends ServerEventName>(event: E, listener: (payload: ServerPayload<E>) => void): Unsubscribe;
}
