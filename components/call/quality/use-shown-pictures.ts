import { useEffect } from 'react';
import type { Shown } from '@/lib/quality/quality-state';
import { useQuality } from './use-quality';

/** Tells the others which of their pictures are on our screen, and how large, whenever that changes. */
export function useShownPictures(shown: ReadonlyMap<string, Shown>): void {
  const quality = useQuality();
  const key = [...shown].map(([id, { camera, screen }]) => `${id} ${camera} ${screen}`).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key is the map's content, which is built with each render.
  useEffect(() => {
    quality?.setShown(shown);
  }, [quality, key]);
}
