import type { FileOffer, ParticipantId } from '@/lib/protocol';

/** Pictures that browsers draw without running anything: no SVG, no HTML. */
const drawableTypes: readonly string[] = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif'];
/** Largest file that is fetched without being asked for. */
const autoFileBytes = 5_000_000;
/** So much comes so from one person at a time, from one in all, and from all: whoever returns is somebody new (R4). */
const autoAtATimeBytes = 5_000_000;
const autoPerPersonBytes = 60_000_000;
const autoInRoomBytes = 240_000_000;

/** Whether it may be shown as a picture once it is here. */
export function isDrawable({ type }: Pick<FileOffer, 'type'>): boolean {
  return drawableTypes.includes(type);
}

/** What is fetched by itself, so that it can be seen and heard: voice notes and small pictures, within bounds (PROTOCOL F8). */
export class FetchPolicy {
  readonly #bytesOf = new Map<ParticipantId, number>();
  #bytes = 0;

  /** `underwayBytes`: what comes by itself from the same person and is not here yet. */
  allows(from: ParticipantId, offer: FileOffer, underwayBytes: number): boolean {
    if (offer.voice === null && !isDrawable(offer)) return false;
    const { size } = offer;
    const bytesOf = (this.#bytesOf.get(from) ?? 0) + size;
    if (size > autoFileBytes || underwayBytes + size > autoAtATimeBytes) return false;
    if (bytesOf > autoPerPersonBytes || this.#bytes + size > autoInRoomBytes) return false;
    this.#bytesOf.set(from, bytesOf);
    this.#bytes += size;
    return true;
  }
}
