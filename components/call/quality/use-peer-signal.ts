import type { QualityLevel } from '@/lib/quality/rate-sample';
import { describeEffect } from './describe-quality';
import { useQualityState } from './use-quality';

export interface PeerSignal {
  level: QualityLevel;
  /** What that does to the call, in words; `null` for nothing. */
  effect: string | null;
  /** Their camera is on, and their line does not carry it. */
  isCameraPaused: boolean;
}

/** How the connection to somebody is, for their tile. */
export function usePeerSignal(participantId: string): PeerSignal {
  const level = useQualityState(({ peers }) => peers.get(participantId)?.rating.level ?? 'good');
  const effect = useQualityState(({ peers }) => {
    const quality = peers.get(participantId);
    return quality ? describeEffect(quality) : null;
  });
  const isCameraPaused = useQualityState(({ peers }) => peers.get(participantId)?.theirCamera === 'paused');
  return { level, effect, isCameraPaused };
}
