import type {
  ClientEventName,
  ClientPayload,
  Envelope,
  ParticipantId,
  Result,
  RoomId,
  ServerEventName,
  ServerPayload,
} from '@/lib/protocol';
import type { FakePipe } from './fake-pipe';

/** What a client asks, as it goes over the wire. */
export type RequestPacket = {
  [E in ClientEventName]: { id: number; event: E; payload: ClientPayload<E> };
}[ClientEventName];

/** What the server announces. */
export type Announcement = {
  [E in ServerEventName]: { event: E; payload: ServerPayload<E> };
}[ServerEventName];

/** The server's acknowledgement of the request with this id. */
export interface Answer {
  id: number;
  event: ClientEventName;
  result: Result<unknown>;
}

export type ServerPacket = ({ type: 'announcement' } & Announcement) | ({ type: 'answer' } & Answer);

/** The server's end of a connection. */
export interface FakeConnection {
  /** Towards the client. */
  readonly pipe: FakePipe<ServerPacket>;
  /** Who it is, once it has watched (PROTOCOL R2, R3). */
  member: { roomId: RoomId; participantId: ParticipantId; epoch: string } | null;
  isEnded: boolean;
}

/** A seat: it belongs to a participant id (PROTOCOL R4). `connection` holds it, or held it last. */
export interface FakeSeat {
  readonly participantId: ParticipantId;
  readonly epoch: string;
  profile: Envelope;
  connection: FakeConnection;
  isInterrupted: boolean;
}

/** A packet as it passed the server, in the order of passing. */
export type Traffic =
  | { direction: 'in'; from: ParticipantId | null; request: RequestPacket }
  | { direction: 'out'; to: ParticipantId | null; packet: ServerPacket };
