import type { ParticipantId, SendingMessage, ShownSize } from '@/lib/protocol';
import type { ReadonlyStore } from '@/lib/store/store';
import type { DataUsed } from './data-used';
import type { Rating } from './rate-sample';
import type { PeerSample } from './read-sample';

/** What is known of the connection to one peer. */
export interface PeerQuality {
  /** What to tell people. */
  readonly rating: Rating;
  /** The latest interval; `null` until two readings are in. */
  readonly sample: PeerSample | null;
  /** What their line lets them send of their camera. */
  readonly theirCamera: SendingMessage['camera'];
  /** What ours lets us send them. */
  readonly ourCamera: SendingMessage['camera'];
}

export interface QualityState {
  readonly peers: ReadonlyMap<ParticipantId, PeerQuality>;
  /** In this call so far. */
  readonly dataUsed: DataUsed;
  readonly isDataLow: boolean;
  /** The line has been bad for long, and nobody has said yet whether to use less data. */
  readonly isLowDataProposed: boolean;
}

export const unknownQuality: QualityState = {
  peers: new Map(),
  dataUsed: { sentBytes: 0, receivedBytes: 0 },
  isDataLow: false,
  isLowDataProposed: false,
};

/** Which of somebody's pictures are on our screen, and how large. */
export interface Shown {
  camera: ShownSize;
  screen: ShownSize;
}

/** What the interface may do about the quality of a call. */
export interface Quality {
  readonly state: ReadonlyStore<QualityState>;
  /** Sends small pictures with few frames, and asks the others for the same. Remembered by whoever calls it. */
  setDataLow(isDataLow: boolean): void;
  /** The proposal was declined; it is not made again in this call. */
  declineLowData(): void;
  /** What is on the screen now; those who are not named are thought to be shown in full. */
  setShown(shown: ReadonlyMap<ParticipantId, Shown>): void;
  /** A picture that arrives can't be shown: asks for a fresh connection. */
  recover(participantId: ParticipantId): void;
}
