import type { ParticipantId } from '@/lib/protocol';
import type { Unsubscribe } from '@/lib/store/store';

/** One peer connection to a participant, as far as what people do besides talking goes. There may be two at a time. */
export interface RoomLink {
  readonly participantId: ParticipantId;
  /** Whether nothing arrives on it any more. */
  isSilent(): boolean;
  /**
   * One more channel of this connection, known to both sides by its number; `null` when the connection is over.
   * `onLinkClosed`: the connection has ended, and all channels with it.
   */
  openChannel(label: string, id: number, onLinkClosed: () => void): RTCDataChannel | null;
}

/** Tells of every link: those there are, and each as it is made. */
export type WatchLinks = (onLink: (link: RoomLink) => void) => Unsubscribe;

/** A link that what people do besides talking goes over. */
export interface RoomPath {
  readonly link: RoomLink;
  /** Whether the other side has opened its channels: what is sent before is lost (PROTOCOL M2). */
  isHeard(): boolean;
}
