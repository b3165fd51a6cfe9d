import { BlockReader, readDigest } from './block-reader';
import type { BlockPlan, DigestList } from './blocks';
import type { Frame } from './frames';
import type { FrameSource } from './lane';

export interface OutgoingStreamOptions {
  stream: number;
  firstBlock: number;
  blob: Blob;
  plan: BlockPlan;
  digests: DigestList;
  /** There is something to take again. */
  onReady: () => void;
  onError: (error: unknown) => void;
}

/** One run of blocks of a file to one person, from some block to the end of the file (PROTOCOL F3). */
export class OutgoingStream implements FrameSource {
  readonly stream: number;
  readonly #options: OutgoingStreamOptions;
  readonly #reader: BlockReader;
  #block: number;
  #offset = 0;
  #end: Frame | 'asked' | 'sent' | null = null;

  constructor(options: OutgoingStreamOptions) {
    this.#options = options;
    this.stream = options.stream;
    this.#block = options.firstBlock;
    this.#reader = new BlockReader(options);
  }

  /** How much of the file has been handed to a channel. */
  get sentBytes(): number {
    const { size, blockBytes } = this.#options.plan;
    return Math.min(size, this.#block * blockBytes + this.#offset);
  }

  take(maxBytes: number): Frame | null {
    const { stream } = this;
    if (this.#block === this.#options.plan.count) return this.#takeEnd();
    const block = this.#block;
    const source = this.#reader.get(block);
    if (!source) return null;
    if (this.#offset === source.bytes.length) {
      this.#block += 1;
      this.#offset = 0;
      this.#reader.forgetBefore(this.#block);
      return { kind: 'seal', stream, block, digest: source.digest };
    }
    const offset = this.#offset;
    const bytes = source.bytes.subarray(offset, offset + maxBytes);
    this.#offset += bytes.length;
    return { kind: 'piece', stream, block, offset, bytes };
  }

  #takeEnd(): Frame | null {
    if (this.#end === null) {
      this.#end = 'asked';
      this.#prepareEnd().then(this.#options.onReady, this.#options.onError);
    }
    if (typeof this.#end === 'string') return null;
    const frame = this.#end;
    this.#end = 'sent';
    return frame;
  }

  /** A resumed run has not seen the blocks before: they are read again, so that the whole file is vouched for. */
  async #prepareEnd(): Promise<void> {
    const { blob, plan, digests } = this.#options;
    for (let index = digests.prefixCount; index < plan.count; index++) {
      await readDigest(blob, plan, digests, index);
    }
    this.#end = { kind: 'end', stream: this.stream, digest: await digests.digestOfAll(plan.count) };
  }
}
