import type { ErrorCode } from '@/lib/errors/error-code';
import type { ParticipantId } from '@/lib/protocol';

/** The state of the link to one other participant, derived from W3C states (webrtc-pc 4.3.3). */
export type PeerState =
  | { status: 'connecting' }
  | { status: 'connected'; isRelayed: boolean }
  | { status: 'interrupted' }
  | { status: 'restarting'; attempt: number }
  | { status: 'failed'; code: ErrorCode };

/** Another person in the call. Track ids name live tracks in `CallEngine.getTrack`; `null` when there is nothing to show. */
export interface RemoteParticipant {
  participantId: ParticipantId;
  displayName: string;
  isMicrophoneOn: boolean;
  isCameraOn: boolean;
  isScreenOn: boolean;
  isSpeaking: boolean;
  /** The server has lost this person's connection; media may still flow. */
  isAway: boolean;
  peer: PeerState;
  microphoneTrackId: string | null;
  cameraTrackId: string | null;
  screenTrackId: string | null;
  screenSoundTrackId: string | null;
}

/** Somebody who is already in, as the lobby shows them. */
export interface LobbyParticipant {
  participantId: ParticipantId;
  displayName: string;
}

export type EndReason = { type: 'left' } | { type: 'replaced' } | { type: 'failed'; code: ErrorCode };

/** What the interface shows of the wire to the server. */
export type ServerLink = 'connecting' | 'online' | 'reconnecting';

interface InRoom {
  serverLink: ServerLink;
  /** Seats in the room; 0 until it was reached. */
  capacity: number;
}

interface Seated extends InRoom {
  self: { participantId: ParticipantId; displayName: string };
  participants: readonly RemoteParticipant[];
  /** Why the server does not take this page back, if it has said so for good; what flows between people goes on. */
  refusal: ErrorCode | null;
  /** Somebody between us altered or replayed a message; stays true once it was. */
  isTampered: boolean;
}

/** The call's life. Fields exist only in the phases that have them. */
export type CallState =
  | { phase: 'idle' }
  /** The lobby. `isReady`: the room was reached and `join` will work; `error`: why it can't be reached now. */
  | ({
      phase: 'preparing';
      isReady: boolean;
      isFull: boolean;
      error: ErrorCode | null;
      participants: readonly LobbyParticipant[];
    } & InRoom)
  /** Asked for a seat; the people are known already, so the call screen can show itself. */
  | ({ phase: 'joining' } & Seated)
  | ({ phase: 'in-call' } & Seated)
  | { phase: 'ended'; reason: EndReason };

/** Moments worth a toast or an announcement. */
export interface CallNotices {
  'participant-joined': { displayName: string };
  'participant-left': { displayName: string };
  'server-lost': Record<string, never>;
  'server-regained': Record<string, never>;
  tampered: { displayName: string | null };
}
