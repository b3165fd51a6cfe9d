import { useEffect } from 'react';
import { useQuality } from '../quality/use-quality';
import { useFiles } from './use-files';

/** Has files give way with every reading that says that the call does badly, whatever the reason. */
export function useYieldingFiles(): void {
  const files = useFiles();
  const quality = useQuality();
  useEffect(() => {
    if (!files || !quality) return;
    return quality.state.subscribe(() => {
      const ratings = [...quality.state.getSnapshot().peers.values()].map(({ rating }) => rating.level);
      if (ratings.includes('poor')) files.yieldToCall();
    });
  }, [files, quality]);
}
