import type { FileId, FileOffer, ParticipantId } from '@/lib/protocol';

/** Why a file did not come. */
export type FileFailure =
  /** The sender has taken it back. */
  | 'withdrawn'
  /** The sender's file is not the one any more that the first part came from. */
  | 'changed'
  /** The sender cannot read it any more. */
  | 'unreadable'
  /** What came is not what was sent. */
  | 'corrupt'
  /** There is no room for it here. */
  | 'no-room'
  /** It cannot be kept here. */
  | 'not-kept';

export type IncomingStatus =
  /** It can be had. */
  | { status: 'offered' }
  /** Others come first. */
  | { status: 'queued' }
  /** It goes on when the sender is back, sends again, or has chosen the file once more. */
  | { status: 'waiting'; for: 'sender' | 'resumption' | 'choice' }
  | { status: 'receiving' }
  | { status: 'paused' }
  | { status: 'done' }
  | { status: 'failed'; failure: FileFailure };

/** A file that somebody offers us. */
export interface IncomingView {
  readonly offer: FileOffer;
  readonly from: ParticipantId;
  readonly state: IncomingStatus;
  /** It comes without having been asked for. */
  readonly isAuto: boolean;
  /** Bytes that are safe. */
  readonly doneBytes: number;
  readonly bytesPerSecond: number;
}

/** How far a file of ours has come with one person. */
export interface Delivery {
  readonly status: 'sending' | 'paused' | 'done' | 'failed' | 'cancelled';
  readonly doneBytes: number;
  readonly bytesPerSecond: number;
}

/** A file that we offer. */
export interface OutgoingView {
  readonly offer: FileOffer;
  /** What whoever it is for was called when it was offered; `null` where it is for everybody. */
  readonly toName: string | null;
  /** Those who have asked for it. */
  readonly deliveries: ReadonlyMap<ParticipantId, Delivery>;
}

export interface FilesState {
  readonly incoming: ReadonlyMap<FileId, IncomingView>;
  readonly outgoing: ReadonlyMap<FileId, OutgoingView>;
}
