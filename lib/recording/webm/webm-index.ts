import { concatBytes, elementIds, readElements, readHead, readUint, readVint } from './ebml';
import { findFirstCluster } from './find-first-cluster';

/** One cluster: about two seconds of sound and picture. Positions are bytes from the file's beginning. */
export interface IndexedCluster {
  at: number;
  /** Where its content begins. */
  payload: number;
  /** Behind its last whole block. */
  end: number;
  /** In ticks; its blocks say how much later than this they are. */
  timestamp: number;
  /** The first picture in it that needs no other; `null` where there is none. */
  key: { time: number; at: number } | null;
}

/** The longest head of an element. */
const headLength = 12;
/** A head with what stands first in a block: track, time, flags; every timestamp is shorter. */
const blockStartLength = headLength + 12;

/** Timestamp, Position, PrevSize, SimpleBlock, BlockGroup, Void, CRC-32: what a cluster is made of. */
const clusterChildren: ReadonlySet<number> = new Set([0xe7, 0xa7, 0xab, 0xa3, 0xa0, 0xec, 0xbf]);

/**
 * Reads a growing WebM file as it is written or found, piece by piece, and keeps where its clusters are. A block that
 * is not all there does not count: `end` is where the file can be cut without a scar.
 */
export class WebmIndex {
  /** The file's first bytes, up to the first cluster; empty until that is there. */
  header: Uint8Array = new Uint8Array();
  readonly clusters: IndexedCluster[] = [];
  /** Where the last whole block ends; 0 before the first. */
  end = 0;
  readonly #times = new Map<number, { last: number; step: number }>();
  #videoTrack: number | null = null;
  #rest: Uint8Array = new Uint8Array();
  /** Where `#rest` begins in the file. */
  #at = 0;
  /** Bytes of the block at hand that need not be looked at, and what it will have said when it is whole. */
  #skip = 0;
  #pending: (() => void) | null = null;
  /** Something else stands behind the clusters: nothing more is read. */
  #isClosed = false;

  /** How long it lasts, in ticks: until the end of the last block, taken to be as long as the one before. */
  get duration(): number {
    return Math.max(0, ...[...this.#times.values()].map(({ last, step }) => last + step));
  }

  /** The number of the picture's track, or of the only one. */
  get cueTrack(): number {
    return this.#videoTrack ?? [...this.#times.keys()][0] ?? 1;
  }

  /** Takes the file's next bytes. */
  push(bytes: Uint8Array): void {
    const skipped = Math.min(this.#skip, bytes.length);
    this.#skip -= skipped;
    this.#at += skipped;
    if (this.#isClosed || this.#skip > 0) return;
    if (this.#pending) this.#endBlock(this.#at);
    const fresh = bytes.subarray(skipped);
    this.#rest = this.#rest.length > 0 ? concatBytes([this.#rest, fresh]) : fresh;
    const used = this.header.length > 0 ? this.#readBlocks(0) : this.#readHeader();
    this.#rest = this.#isClosed ? new Uint8Array() : this.#rest.slice(used);
    this.#at += used;
  }

  /** The header is kept whole: nothing is used up before the first cluster is there. */
  #readHeader(): number {
    const end = findFirstCluster(this.#rest);
    if (end === null) return 0;
    this.header = this.#rest.slice(0, end);
    this.#videoTrack = findVideoTrack(this.header);
    return this.#readBlocks(end);
  }

  /** Reads the elements from `start` in what is left; returns how much of it is used up. */
  #readBlocks(start: number): number {
    const rest = this.#rest;
    let at = start;
    for (;;) {
      const head = readHead(rest, at);
      if (!head) {
        this.#isClosed = rest.length - at >= headLength;
        return at;
      }
      if (head.id === elementIds.cluster) {
        const payload = this.#at + head.payload;
        this.clusters.push({ at: this.#at + at, payload, end: payload, timestamp: 0, key: null });
        at = head.payload;
        continue;
      }
      if (head.size === null || !clusterChildren.has(head.id)) {
        this.#isClosed = true;
        return at;
      }
      const end = head.payload + head.size;
      if (end > rest.length && rest.length - at < blockStartLength) return at;
      this.#pending = this.#readLeaf(head.id, rest.subarray(head.payload, end), this.#at + at);
      if (end > rest.length) {
        this.#skip = end - rest.length;
        return rest.length;
      }
      at = end;
      this.#endBlock(this.#at + end);
    }
  }

  #readLeaf(id: number, payload: Uint8Array, at: number): () => void {
    const cluster = this.clusters.at(-1);
    if (id === elementIds.timestamp && cluster) cluster.timestamp = readUint(payload);
    const track = id === elementIds.simpleBlock ? readVint(payload, 0) : null;
    if (!cluster || !track) return () => undefined;
    const [high = 0, low = 0, flags = 0] = payload.subarray(track.width);
    const time = cluster.timestamp + (((high << 24) >> 16) | low);
    return () => {
      const before = this.#times.get(track.value);
      const last = Math.max(before?.last ?? 0, time);
      this.#times.set(track.value, { last, step: before ? last - before.last || before.step : 0 });
      const isKey = (flags & 0x80) !== 0 && track.value === this.cueTrack;
      if (isKey) cluster.key ??= { time, at };
    };
  }

  #endBlock(end: number): void {
    this.#pending?.();
    this.#pending = null;
    const cluster = this.clusters.at(-1);
    if (cluster) cluster.end = end;
    this.end = end;
  }
}

function findVideoTrack(header: Uint8Array): number | null {
  const start = readHead(header, 0);
  const segment = start && readHead(header, start.payload + (start.size ?? 0));
  if (!segment) return null;
  const tracks = readElements(header.subarray(segment.payload)).find(({ id }) => id === elementIds.tracks);
  for (const { payload } of readElements(tracks?.payload ?? new Uint8Array())) {
    const fields = readElements(payload);
    const numberIn = (wanted: number) =>
      readUint(fields.find(({ id }) => id === wanted)?.payload ?? new Uint8Array());
    if (numberIn(elementIds.trackType) === 1) return numberIn(elementIds.trackNumber);
  }
  return null;
}
