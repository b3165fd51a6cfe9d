import { elementIds, readHead } from './ebml';

/** Where the first cluster of a WebM file begins; `null` while that is not among its first `bytes`. */
export function findFirstCluster(bytes: Uint8Array): number | null {
  let at = 0;
  for (;;) {
    const head = readHead(bytes, at);
    if (!head) return null;
    if (head.id === elementIds.cluster) return at;
    at = head.id === elementIds.segment ? head.payload : head.payload + (head.size ?? 0);
  }
}
