import type { FileOffer, FileRefusalReason, FileStopReason, ParticipantId } from '@/lib/protocol';
import type { Clock } from '@/lib/store/clock';
import { createSerialQueue } from '@/lib/store/serial-queue';
import { BlockBuilder } from './block-builder';
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

/** What came is not what its digest says. */
class CorruptError extends Error {}

function failureOf(error: unknown): FileFailure {
  if (error instanceof CorruptError) return 'corrupt';
  return isFullError(error) ? 'no-room' : 'not-kept';
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
  readonly #builder = new BlockBuilder();
  #backlogBytes = 0;
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

  /** Looks at what is kept, once: `start` knows then. */
  async begin(): Promise<void> {
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
  }

  /** Where to go on from: the block, and the digest of the one before it. `null`: it has not begun. */
  start(): { block: number; digest: string | null } | null {
    if (!this.#hasBegun) return null;
    this.#builder.drop();
    const last = this.#digests.get(this.#nextBlock - 1);
    return { block: this.#nextBlock, digest: last && digestText(last) };
  }

  /** An earlier life of the page has kept these blocks, or all. */
  restore(digests: Uint8Array, isComplete: boolean): void {
    this.#isKept = true;
    this.#takeKept(digests);
    this.isDone = isComplete;
  }

  /** Has it wait, or go on, perhaps because it was asked for now; the next life of the page knows. */
  async setWish({ isPaused, isAuto = this.isAuto }: { isPaused: boolean; isAuto?: boolean }): Promise<void> {
    if (this.isPaused === isPaused && this.isAuto === isAuto) return;
    this.isPaused = isPaused;
    this.isAuto = isAuto;
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
    this.#builder.drop();
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
    const { offer, from, isPaused, isAuto } = this;
    return { role: 'incoming', offer, from, isPaused, isAuto };
  }

  #takeKept(digests: Uint8Array): void {
    this.#digests = DigestList.from(digests);
    this.#nextBlock = Math.min(this.#digests.prefixCount, this.#plan.count);
    this.#safeBlocks = this.#nextBlock;
  }

  #takePiece({ block, ...piece }: Extract<Frame, { kind: 'piece' }>): void {
    const isNext = block === this.#nextBlock && this.#builder.add(piece, blockLength(this.#plan, block));
    if (!isNext) this.#giveUp('corrupt');
  }

  #takeSeal({ block, digest }: Extract<Frame, { kind: 'seal' }>, lane: Lane): void {
    const bytes = block === this.#nextBlock ? this.#builder.finish() : null;
    if (!bytes || this.#backlogBytes > backlogMaxBytes) {
      this.#giveUp('corrupt');
      return;
    }
    const { length } = bytes;
    this.#digests.set(block, digest);
    this.#nextBlock += 1;
    this.#backlogBytes += length;
    lane.hold(length);
    void this.#inTurn(() => this.#makeSafe(bytes, digest)).then(() => {
      this.#backlogBytes -= length;
      lane.settle(length);
    });
  }

  async #makeSafe(bytes: Uint8Array<ArrayBuffer>, digest: Uint8Array): Promise<void> {
    if (!isSameDigest(await digestOf(bytes), digest)) throw new CorruptError();
    this.#builder.give(await this.#options.vault.write(this.offer.fileId, { bytes, digest }));
    // It may have been forgotten meanwhile.
    if (!this.#isKept) return;
    this.#safeBlocks += 1;
    this.#options.onChange();
  }

  #takeEnd(digest: Uint8Array): void {
    void this.#inTurn(async () => {
      const { count } = this.#plan;
      const isWhole = this.#safeBlocks === count && this.#nextBlock === count;
      if (!isWhole || !isSameDigest(await this.#digests.digestOfAll(count), digest)) throw new CorruptError();
      await this.#options.vault.finish(this.offer.fileId);
      if (!this.#isKept) return;
      this.rest();
      this.#builder.clear();
      this.isDone = true;
      this.#options.stop('done');
      this.#options.onChange(true);
    });
  }

  /** One step after another; after a failure, or when it was begun anew, what the steps before come to does not matter. */
  async #inTurn(step: () => Promise<void>): Promise<void> {
    const attempt = this.#attempt;
    await this.#queue.run(async () => {
      if (this.#attempt !== attempt) return;
      try {
        await step();
      } catch (error) {
        if (this.#attempt === attempt) this.#giveUp(failureOf(error));
      }
    });
  }

  #giveUp(failure: FileFailure): void {
    this.fail(failure);
    this.#options.stop('failed');
  }
}
