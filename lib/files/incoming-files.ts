import type { FileId, FileOffer, FileStopReason, ParticipantId } from '@/lib/protocol';
import { limits } from '@/lib/protocol';
import type { LogicalClock } from '@/lib/room/logical-clock';
import type { RoomWire } from '@/lib/room/room-wire';
import type { Clock } from '@/lib/store/clock';
import type { Logger } from '@/lib/store/logger';
import { FetchPolicy } from './fetch-policy';
import { safeFileName } from './file-name';
import { FileRequests } from './file-requests';
import type { FileVault, KeptFile } from './file-vault';
import type { Frame } from './frames';
import { IncomingFile } from './incoming-file';
import type { KeptIds } from './kept-ids';
import type { Lane } from './lane';
import type { Lanes } from './lanes';

/** Rows that one person may put before us, whatever they offer and take back. */
const rowsPerPerson = 2 * limits.fileOffers;
/** And all together: whoever returns is somebody new. */
const rowsInRoom = 1_000;
/** What nothing has come of for this long does not come at present. */
const quietMs = 2_000;

export interface IncomingFilesOptions {
  wire: RoomWire;
  lanes: Lanes;
  vault: FileVault;
  /** Fetched no more by themselves: somebody has removed them. */
  dismissed: KeptIds;
  blockBytes: number;
  logicalClock: LogicalClock;
  clock: Clock;
  logger: Logger;
  onChange: (isFinal?: boolean) => void;
  /** These are offered now that were not known before. */
  onOffered: (files: readonly IncomingFile[]) => void;
}

/** Everything that is offered to us: fetches what was asked for, in turn, and goes on wherever it was cut off. */
export class IncomingFiles {
  readonly #options: IncomingFilesOptions;
  readonly #files = new Map<FileId, IncomingFile>();
  readonly #policy = new FetchPolicy();
  readonly #requests: FileRequests;

  constructor(options: IncomingFilesOptions) {
    const { wire } = options;
    this.#options = options;
    this.#requests = new FileRequests({
      ...options,
      filesFrom: (participantId) => this.#from(participantId),
    });
    wire.on('linked', (participantId) => this.#requests.askStalled(participantId, true));
    wire.on('gone', (participantId) => this.#restAll(participantId));
    wire.onMessage('file-offers', ({ from, content }) => {
      const added = content.offers.flatMap((offer) => this.#onOffer(from, offer) ?? []);
      if (added.length > 0) options.onOffered(added);
      options.onChange();
      this.#requests.ask(from);
    });
    wire.onMessage('file-index', ({ from, content }) => this.#onIndex(from, new Set(content.fileIds)));
    wire.onMessage('file-refusal', ({ from, content }) => {
      const file = this.#files.get(content.fileId);
      if (file?.from === from && file.fetching?.stream === content.stream) file.refused(content.reason);
    });
  }

  get all(): Iterable<IncomingFile> {
    return this.#files.values();
  }

  get(fileId: FileId): IncomingFile | null {
    return this.#files.get(fileId) ?? null;
  }

  /** An earlier life of this page has kept it. */
  restore({ record, digests, isComplete }: KeptFile): void {
    if (record.role !== 'incoming') return;
    // It may be offered already: whoever is linked first is faster than the disk. From then on it is its sender's.
    const known = this.#files.get(record.offer.fileId);
    const isOffered = known?.from === record.from;
    const file = isOffered ? known : this.#create(record.from, record.offer);
    const isAsked = file.isWanted && !file.isAuto;
    file.isOffered = isOffered;
    file.isWanted = true;
    file.isPaused = record.isPaused && !isAsked;
    // Records of earlier versions do not say.
    file.isAuto = (record.isAuto ?? false) && !isAsked;
    file.restore(digests, isComplete);
  }

  /** All that was kept is restored. */
  ready(): void {
    this.#requests.ready();
  }

  /** Fetches it; once more where it had failed. */
  async fetch(fileId: FileId): Promise<void> {
    const file = this.#files.get(fileId);
    if (!file || file.isDone) return;
    if (file.failure === 'corrupt' || file.failure === 'changed') await file.forget();
    file.failure = null;
    file.isWanted = true;
    const isKept = file.setWish({ isPaused: false, isAuto: false });
    this.#changed(file);
    await isKept;
  }

  async pause(fileId: FileId): Promise<void> {
    const file = this.#files.get(fileId);
    if (!file?.isDue) return;
    const isKept = file.setWish({ isPaused: true });
    file.rest();
    this.#stop(file, 'paused');
    this.#changed(file);
    await isKept;
  }

  /** Fetches it no more, and keeps nothing of it. What is still offered can be had again. */
  async cancel(fileId: FileId): Promise<void> {
    const file = this.#files.get(fileId);
    if (!file) return;
    if (!file.isDone) this.#stop(file, 'cancelled');
    file.isWanted = false;
    file.isPaused = false;
    file.isDone = false;
    this.#options.dismissed.add([fileId]);
    if (!file.isOffered || !this.isHere(file)) this.#files.delete(fileId);
    const isForgotten = file.forget();
    this.#changed(file);
    await isForgotten;
  }

  take(frame: Exclude<Frame, { kind: 'ack' }>, lane: Lane): void {
    for (const file of this.#files.values()) {
      if (file.fetching?.stream !== frame.stream || file.from !== lane.participantId) continue;
      file.take(frame, lane);
      return;
    }
  }

  /** A lane is closed: what came over it is asked for on another. */
  dropLane(lane: Lane): void {
    for (const file of this.#files.values()) if (file.fetching?.lane === lane) file.rest();
    this.#requests.ask(lane.participantId);
  }

  /** Called every so often, about twice a second. */
  tick(): void {
    for (const participantId of this.#options.wire.reachable.getSnapshot()) {
      this.#requests.askStalled(participantId);
      this.#requests.ask(participantId);
    }
  }

  isHere(file: IncomingFile): boolean {
    return this.#options.wire.reachable.getSnapshot().has(file.from);
  }

  #create(from: ParticipantId, offer: FileOffer): IncomingFile {
    const { blockBytes, vault, logicalClock, clock, onChange } = this.#options;
    logicalClock.observe(offer.order);
    const offeredMs = Math.min(offer.offeredMs, Math.round(clock.timeOfDay()));
    const safe = { ...offer, name: safeFileName(offer.name), offeredMs };
    const file: IncomingFile = new IncomingFile({
      from,
      offer: safe,
      blockBytes,
      vault,
      clock,
      takeLike: (wanted) => this.#takeLike(wanted),
      stop: (reason) => this.#stop(file, reason),
      onChange: (isFinal) => {
        onChange(isFinal);
        // One that is done or has failed makes room for the next.
        if (!file.fetching) this.#requests.ask(file.from);
      },
    });
    this.#files.set(offer.fileId, file);
    return file;
  }

  /** The file, if it is a new one. */
  #onOffer(from: ParticipantId, offer: FileOffer): IncomingFile | null {
    const known = this.#files.get(offer.fileId);
    if (known) this.#onKnownOffer(known, from, offer);
    if (known || !this.#hasRoomFor(from)) return null;
    const file = this.#create(from, offer);
    const isShown = offer.state === 'ready' && !this.#options.dismissed.has(offer.fileId);
    if (isShown && this.#policy.allows(from, offer, this.#underwayBytes(from))) {
      file.isAuto = true;
      file.isWanted = true;
    }
    return file;
  }

  /** Whoever offers a file first is its sender for good: what is shown under their name never comes from somebody else. */
  #onKnownOffer(file: IncomingFile, from: ParticipantId, offer: FileOffer): void {
    const isSame = offer.size === file.offer.size && safeFileName(offer.name) === file.offer.name;
    if (!isSame || file.from !== from) return;
    file.isOffered = true;
    file.offer = { ...file.offer, state: offer.state };
    if (file.failure === 'withdrawn' || file.failure === 'unreadable') file.failure = null;
    if (offer.state !== 'ready') file.rest();
    if (file.isDone) this.#stop(file, 'done');
  }

  /**
   * What somebody else has sent the beginning of, who may be the same person: only what has the same name and size, was
   * asked for, and does not come any more. Whether it is the same file, its digests tell (PROTOCOL F4).
   */
  #takeLike(wanted: IncomingFile): IncomingFile | null {
    if (wanted.isAuto) return null;
    const { name, size } = wanted.offer;
    const nowMs = this.#options.clock.now();
    const like = [...this.#files.values()].find(
      (file) =>
        file.from !== wanted.from &&
        file.offer.name === name &&
        file.offer.size === size &&
        file.isWanted &&
        !file.isDone &&
        file.doneBytes > 0 &&
        nowMs - file.heardMs > quietMs,
    );
    if (like && !(like.isOffered && this.isHere(like))) this.#files.delete(like.offer.fileId);
    return like ?? null;
  }

  /** Another row. Only what nobody has asked for makes way, of people who are gone; last what has come by itself. */
  #hasRoomFor(from: ParticipantId): boolean {
    if (this.#from(from).length >= rowsPerPerson) return false;
    if (this.#files.size < rowsInRoom) return true;
    const idle = [...this.#files.values()].filter(
      (file) => (!file.isWanted || file.isAuto) && !this.isHere(file),
    );
    const first = idle.find(({ isWanted }) => !isWanted) ?? idle.find(({ isDone }) => !isDone) ?? idle[0];
    if (!first) return false;
    this.#files.delete(first.offer.fileId);
    if (first.isWanted) this.#forget(first);
    return true;
  }

  #forget(file: IncomingFile): void {
    file.isWanted = false;
    file.forget().catch((error: unknown) => {
      this.#options.logger.warn('file not removed', { error: String(error) });
    });
  }

  /** What is not offered any more cannot be had; what nobody has asked for goes without a word. */
  #onIndex(from: ParticipantId, fileIds: ReadonlySet<FileId>): void {
    for (const file of this.#from(from)) {
      if (fileIds.has(file.offer.fileId)) continue;
      file.isOffered = false;
      if (file.isDone) continue;
      if (file.isWanted) file.fail('withdrawn');
      else this.#files.delete(file.offer.fileId);
    }
    this.#options.onChange();
  }

  #stop(file: IncomingFile, reason: FileStopReason): void {
    const { fileId } = file.offer;
    this.#options.wire.send(file.from, { kind: 'file-stop', content: { version: 1, fileId, reason } });
  }

  #changed(file: IncomingFile): void {
    this.#options.onChange();
    this.#requests.ask(file.from);
  }

  #restAll(participantId: ParticipantId): void {
    for (const file of this.#from(participantId)) file.rest();
    this.#options.onChange();
  }

  #from(participantId: ParticipantId): IncomingFile[] {
    return [...this.#files.values()].filter(({ from }) => from === participantId);
  }

  #underwayBytes(participantId: ParticipantId): number {
    return this.#from(participantId)
      .filter((file) => file.isDue && file.isAuto)
      .reduce((sum, { offer }) => sum + offer.size, 0);
  }
}
