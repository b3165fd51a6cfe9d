import type { FileOffer, FileRefusalReason, FileStopReason, ParticipantId } from '@/lib/protocol';
import type { Clock } from '@/lib/store/clock';
import { createSerialQueue } from '@/lib/store/serial-queue';
import {
  type BlockPlan,
  blockLength,
  DigestList,
  digestOf,
  digestText,
  isSameDigest,
  planBlocks,
} from './blocks';
import type { FileFailure, IncomingView } from './file-state';
import { type FileRecord, type FileVault, isFullError } from './file-vault';
import type { Frame } from './frames';
import { statusOf } from './incoming-status';
import type { Lane } from './lane';
import { SpareBlocks } from './spare-blocks';
import { SpeedMeter } from './speed-meter';

/** Blocks that may wait for the disk; a sender who heeds acknowledgements stays far below. */
const backlogMaxBytes = 32 * 1024 * 1024;

interface Fetching {
  stream: number;
  /** The lane on which something came last. */
  lane: Lane | null;
  heardMs: number;
}

export interface IncomingFileOptions {
  from: ParticipantId;
  offer: FileOffer;
  blockBytes: number;
  vault: FileVault;
  clock: Clock;
  /** Another file that has what may be the beginning of this one. It is ours then. */
  takeLike: (file: IncomingFile) => IncomingFile | null;
  /** Says to the sender that it need send no more. */
  stop: (reason: FileStopReason) => void;
  /** `isFinal`: it has come, or will not. */
  onChange: (isFinal?: boolean) => void;
}

/** A file that somebody offers us: takes its blocks in, checks each, and makes it safe. */
export class IncomingFile {
  readonly from: ParticipantId;
  offer: FileOffer;
  /** What people wish: that it comes, and that it waits. */
  isWanted = false;
  isPaused = false;
  /** Its sender offers it still, as far as we know. */
  isOffered = true;
  /** It comes without having been asked for. */
  isAuto = false;
  fetching: Fetching | null = null;
  /** When something of it came last; 0: never. */
  heardMs = 0;
  failure: FileFailure | null = null;
  isDone = false;
  readonly #options: IncomingFileOptions;
  readonly #plan: BlockPlan;
  readonly #queue = createSerialQueue();
  readonly #speed = new SpeedMeter();
  #digests = new DigestList();
  #hasBegun = false;
  /** Something of it is kept under its own name. */
  #isKept = false;
  /** Blocks that have come whole; those that are safe. */
  #nextBlock = 0;
  #safeBlocks = 0;
  #block: Uint8Array<ArrayBuffer> | null = null;
  #filled = 0;
  #backlogBytes = 0;
  readonly #spares = new SpareBlocks();
  /** Counts attempts: what belongs to an earlier one is over. */
  #attempt = 0;

  constructor(options: IncomingFileOptions) {
    this.#options = options;
    this.from = options.from;
    this.offer = options.offer;
    this.#plan = planBlocks(options.offer.size, options.blockBytes);
  }

  /** Whether it should be asked for, as far as this side goes. */
  get isDue(): boolean {
    return this.isWanted && !this.isPaused && !this.isDone && this.failure === null;
  }

  get doneBytes(): number {
    return this.isDone
      ? this.offer.size
      : Math.min(this.offer.size, this.#safeBlocks * this.#plan.blockBytes);
  }

  /** Where to go on from: the block, and the digest of the one before it. Once what is kept has been looked at. */
  async begin(): Promise<{ block: number; digest: string | null }> {
    const { vault } = this.#options;
    while (!this.#hasBegun && this.isWanted) {
      const attempt = this.#attempt;
      const like = this.#isKept ? null : this.#options.takeLike(this);
      await like?.retire();
      // After what is being written still.
      const kept = await this.#queue.run(() => vault.begin(this.#record, like?.offer.fileId));
      if (attempt !== this.#attempt) continue;
      this.#isKept = true;
      this.#takeKept(kept);
      this.#hasBegun = true;
    }
    this.#block = null;
    this.#filled = 0;
    const last = this.#digests.get(this.#nextBlock - 1);
    return { block: this.#nextBlock, digest: last && digestText(last) };
  }

  /** An earlier life of the page has kept these blocks, or all. */
  restore(digests: Uint8Array, isComplete: boolean): void {
    this.#isKept = true;
    this.#takeKept(digests);
    this.isDone = isComplete;
  }

  /** Has it wait, or go on; the next life of the page knows. */
  async setPaused(isPaused: boolean): Promise<void> {
    if (this.isPaused === isPaused) return;
    this.isPaused = isPaused;
    await this.#options.vault.update(this.#record);
  }

  /** Asked for from now on. */
  listen(stream: number): void {
    this.fetching = { stream, lane: null, heardMs: this.#options.clock.now() };
    this.#speed.reset();
  }

  /** Listens no more; what is safe stays. */
  rest(): void {
    this.fetching = null;
    this.#block = null;
    this.#filled = 0;
  }

  /** Begins anew after a failure or a cancellation: nothing that was kept counts. */
  async forget(): Promise<void> {
    const { vault } = this.#options;
    this.#reset();
    await this.#queue.run(() => vault.remove(this.offer.fileId));
  }

  /** Another file takes over what is kept: resolves once nothing is written any more. */
  async retire(): Promise<void> {
    this.isWanted = false;
    this.#reset();
    await this.#queue.run(() => undefined);
  }

  take(frame: Exclude<Frame, { kind: 'ack' }>, lane: Lane): void {
    if (!this.fetching || frame.stream !== this.fetching.stream) return;
    this.fetching.lane = lane;
    this.heardMs = this.#options.clock.now();
    this.fetching.heardMs = this.heardMs;
    switch (frame.kind) {
      case 'piece':
        this.#takePiece(frame);
        break;
      case 'seal':
        this.#takeSeal(frame, lane);
        break;
      case 'end':
        this.#takeEnd(frame.digest);
        break;
    }
  }

  refused(reason: FileRefusalReason): void {
    // What was kept belongs to another version of the file.
    if (reason === 'changed' || reason === 'unreadable') this.fail(reason);
    else if (reason === 'gone') this.fail('withdrawn');
    else this.rest();
  }

  /** It does not come. What is safe stays; what waits to be written does not count, and is asked for again. */
  fail(failure: FileFailure): void {
    this.rest();
    this.#attempt += 1;
    this.#hasBegun = false;
    this.failure = failure;
    this.#options.onChange(true);
  }

  measure(nowMs: number): void {
    if (this.fetching) this.#speed.mark(this.doneBytes, nowMs);
  }

  view(isSenderHere: boolean): IncomingView {
    const { offer, from, doneBytes, isAuto } = this;
    const bytesPerSecond = this.fetching ? this.#speed.bytesPerSecond : 0;
    return { offer, from, doneBytes, isAuto, bytesPerSecond, state: statusOf(this, isSenderHere) };
  }

  #reset(): void {
    this.rest();
    this.#attempt += 1;
    this.failure = null;
    this.#hasBegun = false;
    this.#isKept = false;
    this.#takeKept(new Uint8Array(0));
  }

  get #record(): FileRecord {
    const { offer, from, isPaused } = this;
    return { role: 'incoming', offer, from, isPaused };
  }

  #takeKept(digests: Uint8Array): void {
    this.#digests = DigestList.from(digests);
    this.#nextBlock = Math.min(this.#digests.prefixCount, this.#plan.count);
    this.#safeBlocks = this.#nextBlock;
  }

  #takePiece({ block, offset, bytes }: Extract<Frame, { kind: 'piece' }>): void {
    const length = blockLength(this.#plan, block);
    const isNext = block === this.#nextBlock && offset === this.#filled && offset + bytes.length <= length;
    if (!isNext) {
      this.#giveUp('corrupt');
      return;
    }
    this.#block ??= this.#spares.take(length);
    this.#block.set(bytes, offset);
    this.#filled += bytes.length;
  }

  #takeSeal({ block, digest }: Extract<Frame, { kind: 'seal' }>, lane: Lane): void {
    const bytes = this.#block;
    const isWhole = block === this.#nextBlock && bytes !== null && this.#filled === bytes.length;
    if (!isWhole || this.#backlogBytes > backlogMaxBytes) {
      this.#giveUp('corrupt');
      return;
    }
    const { length } = bytes;
    this.#digests.set(block, digest);
    this.#nextBlock += 1;
    this.#block = null;
    this.#filled = 0;
    this.#backlogBytes += length;
    lane.hold(length);
    void this.#inTurn(() => this.#makeSafe(bytes, digest)).then(() => {
      this.#backlogBytes -= length;
      lane.settle(length);
    });
  }

  async #makeSafe(bytes: Uint8Array<ArrayBuffer>, digest: Uint8Array): Promise<void> {
    if (!isSameDigest(await digestOf(bytes), digest)) {
      this.#giveUp('corrupt');
      return;
    }
    const spare = await this.#options.vault.write(this.offer.fileId, { bytes, digest });
    this.#spares.give(spare);
    this.#safeBlocks += 1;
    this.#options.onChange();
  }

  #takeEnd(digest: Uint8Array): void {
    void this.#inTurn(async () => {
      const { count } = this.#plan;
      const isWhole = this.#safeBlocks === count && this.#nextBlock === count;
      if (!isWhole || !isSameDigest(await this.#digests.digestOfAll(count), digest)) {
        this.#giveUp('corrupt');
        return;
      }
      await this.#options.vault.finish(this.offer.fileId);
      this.rest();
      this.#spares.clear();
      this.isDone = true;
      this.#options.stop('done');
      this.#options.onChange(true);
    });
  }

  /** One step after another; after a failure, or when it was begun anew, none of the steps before is taken any more. */
  async #inTurn(step: () => Promise<void>): Promise<void> {
    const attempt = this.#attempt;
    await this.#queue.run(async () => {
      if (this.#attempt !== attempt) return;
      try {
        await step();
      } catch (error) {
        if (this.#attempt === attempt) this.#giveUp(isFullError(error) ? 'no-room' : 'not-kept');
      }
    });
  }

  #giveUp(failure: FileFailure): void {
    this.fail(failure);
    this.#options.stop('failed');
  }
}
