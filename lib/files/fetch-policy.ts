import type { FileOffer } from '@/lib/protocol';

/** Pictures that browsers draw without running anything: no SVG, no HTML. */
const drawableTypes: readonly string[] = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif'];
/** Largest file that is fetched without being asked for, and how much comes so from one person at a time and in all. */
const autoFileBytes = 5_000_000;
const autoAtATimeBytes = 5_000_000;
const autoInAllBytes = 60_000_000;

/** Whether it may be shown as a picture once it is here. */
export function isDrawable({ type }: Pick<FileOffer, 'type'>): boolean {
  return drawableTypes.includes(type);
}

/** What is fetched by itself, so that it can be seen and heard: voice notes and small pictures, within bounds. */
export class FetchPolicy {
  #fetchedBytes = 0;

  /** `underwayBytes`: what comes by itself from the same person and is not here yet. */
  allows(offer: FileOffer, underwayBytes: number): boolean {
    if (offer.voice === null && !isDrawable(offer)) return false;
    const { size } = offer;
    if (size > autoFileBytes || underwayBytes + size > autoAtATimeBytes) return false;
    if (this.#fetchedBytes + size > autoInAllBytes) return false;
    this.#fetchedBytes += size;
    return true;
  }
}
