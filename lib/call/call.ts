import type { SafetyEmoji } from '@/lib/crypto/safety-emoji';
import type { LocalMedia } from '@/lib/media/local-media';
import type { ParticipantId } from '@/lib/protocol';
import type { Quality } from '@/lib/quality/quality-state';
import type { Activities } from '@/lib/room/activities';
import type { Emitter } from '@/lib/store/emitter';
import type { ReadonlyStore } from '@/lib/store/store';
import type { AddressPrivacy } from './address-privacy';
import type { CallNotices, CallState } from './call-state';

/** What the interface may do with a call. `CallEngine` is the one implementation; component tests have a fake. */
export interface Call {
  readonly state: ReadonlyStore<CallState>;
  readonly localMedia: LocalMedia;
  readonly addressPrivacy: Pick<AddressPrivacy, 'state'>;
  /** How the connections do; `null` until the call is under way. */
  readonly quality: ReadonlyStore<Quality | null>;
  /** What people do besides talking; `null` until the call is under way. */
  readonly activities: ReadonlyStore<Activities | null>;
  readonly notices: Pick<Emitter<CallNotices>, 'on'>;
  /** Reach the room and hear who is in: the lobby. */
  prepare(): void;
  /** Enter with this name. Only in `preparing`; ready as soon as `isReady`. */
  join(displayName: string): void;
  leave(): void;
  /** From `ended` back to the lobby of the same room. */
  rejoin(): void;
  setDisplayName(displayName: string): void;
  /** Keeps our network address from the others, at once and on this device from now on; see `AddressPrivacy`. */
  setAddressHidden(isHidden: boolean): void;
  /** The live remote track of this id, or `null`. */
  getTrack(trackId: string): MediaStreamTrack | null;
  /** Six signs that both ends can read aloud; `null` until connected. */
  getSafetyCode(participantId: ParticipantId): Promise<readonly SafetyEmoji[] | null>;
  /** Releases everything: connection, peers, devices. */
  dispose(): void;
}
