import { useStore } from '@/components/use-store';
import { type Quality, type QualityState, unknownQuality } from '@/lib/quality/quality-state';
import { createStore } from '@/lib/store/store';
import { useCall } from '../call-provider';

const nothingYet = createStore<QualityState>(unknownQuality);

/** What can be done about the call's quality; `null` in its first moments. */
export function useQuality(): Quality | null {
  return useStore(useCall().quality);
}

/** Part of what is known about the call's quality: select primitives, or parts of the snapshot. */
export function useQualityState<Selected>(select: (state: QualityState) => Selected): Selected {
  return useStore(useQuality()?.state ?? nothingYet, select);
}
