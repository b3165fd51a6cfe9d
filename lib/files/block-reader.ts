import { type BlockPlan, blockLength, type DigestList, digestOf } from './blocks';

/** Bytes that are read from a file at a time. */
const spanBytes = 4 * 1024 * 1024;

export interface SourceBlock {
  bytes: Uint8Array<ArrayBuffer>;
  digest: Uint8Array<ArrayBuffer>;
}

/**
 * Reads blocks of a file ahead of their being sent: at most two spans are in memory, whatever the size of the file.
 */
export class BlockReader {
  readonly #blob: Blob;
  readonly #plan: BlockPlan;
  readonly #digests: DigestList;
  readonly #onReady: () => void;
  readonly #onError: (error: unknown) => void;
  readonly #blocks = new Map<number, SourceBlock>();
  #askedUntil: number;
  #isReading = false;

  constructor(options: {
    blob: Blob;
    plan: BlockPlan;
    /** Where the digests of the blocks that were read are noted. */
    digests: DigestList;
    firstBlock: number;
    onReady: () => void;
    onError: (error: unknown) => void;
  }) {
    this.#blob = options.blob;
    this.#plan = options.plan;
    this.#digests = options.digests;
    this.#askedUntil = options.firstBlock;
    this.#onReady = options.onReady;
    this.#onError = options.onError;
  }

  /** The block, if it is here; else `onReady` tells when to look again. In order. */
  get(index: number): SourceBlock | null {
    const perSpan = Math.max(1, Math.floor(spanBytes / this.#plan.blockBytes));
    if (this.#askedUntil - index < perSpan && this.#askedUntil < this.#plan.count && !this.#isReading) {
      this.#isReading = true;
      this.#read(this.#askedUntil, perSpan).then(() => this.#onReady(), this.#onError);
    }
    return this.#blocks.get(index) ?? null;
  }

  /** Blocks before this one are not needed any more. */
  forgetBefore(index: number): void {
    for (const known of [...this.#blocks.keys()]) if (known < index) this.#blocks.delete(known);
  }

  async #read(first: number, count: number): Promise<void> {
    const { blockBytes } = this.#plan;
    const bytes = await readBytes(this.#blob, first * blockBytes, (first + count) * blockBytes);
    for (let index = first; index < first + count; index++) {
      const length = blockLength(this.#plan, index);
      if (length === 0) break;
      const block = bytes.subarray((index - first) * blockBytes, (index - first) * blockBytes + length);
      if (block.length !== length) throw new DOMException('the file has become shorter', 'NotReadableError');
      const digest = await digestOf(block);
      this.#digests.set(index, digest);
      this.#blocks.set(index, { bytes: block, digest });
    }
    this.#askedUntil = Math.min(this.#plan.count, first + count);
    this.#isReading = false;
  }
}

/** Reads one block by itself and notes its digest. */
export async function readDigest(
  blob: Blob,
  plan: BlockPlan,
  digests: DigestList,
  index: number,
): Promise<Uint8Array> {
  const known = digests.get(index);
  if (known) return known;
  const start = index * plan.blockBytes;
  const digest = await digestOf(await readBytes(blob, start, start + blockLength(plan, index)));
  digests.set(index, digest);
  return digest;
}

async function readBytes(blob: Blob, start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await blob.slice(start, end).arrayBuffer());
}
