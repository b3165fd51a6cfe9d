import type { AddressPrivacyState } from '@/lib/call/address-privacy';
import type { Call } from '@/lib/call/call';
import type { CallNotices, CallState } from '@/lib/call/call-state';
import type { SafetyEmoji } from '@/lib/crypto/safety-emoji';
import type { Quality } from '@/lib/quality/quality-state';
import type { Activities } from '@/lib/room/activities';
import { createEmitter, type Emitter } from '@/lib/store/emitter';
import { createStore, type Store } from '@/lib/store/store';
import { createFakeLocalMedia, type FakeLocalMedia } from './fake-local-media';

/** A `Call` whose state the test sets by hand, and which records what it was asked to do. */
export interface FakeCall extends Call {
  readonly state: Store<CallState>;
  readonly localMedia: FakeLocalMedia;
  readonly notices: Emitter<CallNotices>;
  /** What was called, in order: `['join', 'Ada']`. */
  readonly asked: readonly (readonly [method: string, ...args: unknown[]])[];
  /** Tracks that `getTrack` finds. */
  readonly tracks: Map<string, MediaStreamTrack>;
}

interface FakeCallOverrides {
  state?: CallState;
  localMedia?: FakeLocalMedia;
  quality?: Quality;
  activities?: Activities;
  safetyCode?: readonly SafetyEmoji[] | null;
}

/** The lobby of an empty room that can be joined. */
export const readyLobby: Extract<CallState, { phase: 'preparing' }> = {
  phase: 'preparing',
  serverLink: 'online',
  capacity: 8,
  isReady: true,
  isFull: false,
  error: null,
  participants: [],
};

/** Builds a fake call; without overrides it stands ready in the lobby of an empty room, both devices on. */
export function createFakeCall(overrides: FakeCallOverrides = {}): FakeCall {
  const asked: (readonly [string, ...unknown[]])[] = [];
  const tracks = new Map<string, MediaStreamTrack>();
  const record =
    (method: string) =>
    (...args: unknown[]) => {
      asked.push([method, ...args]);
    };
  return {
    state: createStore<CallState>(overrides.state ?? readyLobby),
    localMedia: overrides.localMedia ?? createFakeLocalMedia(),
    addressPrivacy: {
      state: createStore<AddressPrivacyState>({ isHidden: false, isSeen: false, hasRelay: true }),
    },
    quality: createStore<Quality | null>(overrides.quality ?? null),
    activities: createStore<Activities | null>(overrides.activities ?? null),
    notices: createEmitter<CallNotices>(),
    asked,
    tracks,
    prepare: record('prepare'),
    join: record('join'),
    leave: record('leave'),
    rejoin: record('rejoin'),
    setDisplayName: record('setDisplayName'),
    setAddressHidden: record('setAddressHidden'),
    getTrack: (trackId) => tracks.get(trackId) ?? null,
    getSafetyCode: () => Promise.resolve(overrides.safetyCode ?? null),
    dispose: record('dispose'),
  };
}
