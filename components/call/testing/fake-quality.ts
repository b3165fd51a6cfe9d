import type { ParticipantId } from '@/lib/protocol';
import {
  type PeerQuality,
  type Quality,
  type QualityState,
  unknownQuality,
} from '@/lib/quality/quality-state';
import { goodRating } from '@/lib/quality/rate-sample';
import { sampleWith } from '@/lib/quality/test-samples';
import { createStore, type Store } from '@/lib/store/store';

/** A `Quality` whose state the test sets by hand, and which records what it was asked to do. */
export interface FakeQuality extends Quality {
  readonly state: Store<QualityState>;
  readonly asked: readonly (readonly [method: string, argument?: unknown])[];
  /** Sets what is known of one peer. */
  setPeer(participantId: ParticipantId, parts: Partial<PeerQuality>): void;
}

export function createFakeQuality(): FakeQuality {
  const state = createStore<QualityState>(unknownQuality);
  const asked: (readonly [string, unknown?])[] = [];
  return {
    state,
    asked,
    setDataLow(isDataLow) {
      asked.push(['setDataLow', isDataLow]);
      state.update((before) => ({ ...before, isDataLow, isLowDataProposed: false }));
    },
    declineLowData() {
      asked.push(['declineLowData']);
      state.update((before) => ({ ...before, isLowDataProposed: false }));
    },
    setShown: (shown) => asked.push(['setShown', shown]),
    recover: (participantId) => asked.push(['recover', participantId]),
    setPeer(participantId, parts) {
      const quality: PeerQuality = {
        rating: goodRating,
        sample: sampleWith(),
        theirCamera: 'full',
        ourCamera: 'full',
        ...parts,
      };
      state.update((before) => ({ ...before, peers: new Map(before.peers).set(participantId, quality) }));
    },
  };
}
