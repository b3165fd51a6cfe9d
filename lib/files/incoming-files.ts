import type { FileId, FileOffer, FileStopReason, ParticipantId } from '@/lib/protocol';
import { limits } from '@/lib/protocol';
import type { LogicalClock } from '@/lib/room/logical-clock';
import type { RoomWire } from '@/lib/room/room-wire';
import type { Clock } from '@/lib/store/clock';
import type { Logger } from '@/lib/store/logger';
import { FetchPolicy } from './fetch-policy';
import { safeFileName } from './file-name';
import { type FileVault, isFullError, type KeptFile } from './file-vault';
import type { Frame } from './frames';
import { IncomingFile } from './incoming-file';
import type { Lane } from './lane';
import type { Lanes } from './lanes';

/** Files that come from one person at the same time. */
const fetchedPerPerson = 3;
/** Rows that one person may put before us, whatever they offer and take back. */
const rowsPerPerson = 2 * limits.fileOffers;
/** Nothing has come for this long: it is asked for again; sooner where a newer path is there. */
const stallMs = 8_000;
const stallWithNewPathMs = 1_500;
/** Kept free beside what is fetched. */
const reserveBytes = 20_000_000;

export interface IncomingFilesOptions {
  wire: RoomWire;
  lanes: Lanes;
  vault: FileVault;
  blockBytes: number;
  logicalClock: LogicalClock;
  clock: Clock;
  logger: Logger;
  onChange: (isFinal?: boolean) => void;
}

/** Everything that is offered to us: fetches what was asked for, in turn, and goes on wherever it was cut off. */
export class IncomingFiles {
  readonly #options: IncomingFilesOptions;
  readonly #files = new Map<FileId, IncomingFile>();
  readonly #policies = new Map<ParticipantId, FetchPolicy>();
  /** Being asked for at this moment. */
  readonly #asking = new Set<IncomingFile>();
  #lastStream = Math.floor(Math.random() * 0x8000_0000);

  constructor(options: IncomingFilesOptions) {
    const { wire } = options;
    this.#options = options;
    wire.on('linked', (participantId) => this.#askStalled(participantId, stallWithNewPathMs));
    wire.on('gone', (participantId) => this.#restAll(participantId));
    wire.onMessage('file-offers', ({ from, content }) => {
      for (const offer of content.offers) this.#onOffer(from, offer);
      this.#ask(from);
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
    // It may be offered already: whoever is linked first is faster than the disk.
    const known = this.#files.get(record.offer.fileId);
    if (known?.isWanted || known?.isDone) return;
    const file = known ?? this.#create(record.from, record.offer);
    file.isWanted = true;
    file.isPaused = record.isPaused;
    file.restore(digests, isComplete);
    this.#ask(file.from);
  }

  /** Fetches it; once more where it had failed. */
  async fetch(fileId: FileId): Promise<void> {
    const file = this.#files.get(fileId);
    if (!file || file.isDone) return;
    if (file.failure === 'corrupt' || file.failure === 'changed') await file.forget();
    file.failure = null;
    file.isWanted = true;
    file.isPaused = false;
    this.#changed(file);
  }

  pause(fileId: FileId): void {
    const file = this.#files.get(fileId);
    if (!file?.isDue) return;
    file.isPaused = true;
    file.rest();
    this.#stop(file, 'paused');
    this.#changed(file);
  }

  /** Fetches it no more, and keeps nothing of it. It is still offered. */
  async cancel(fileId: FileId): Promise<void> {
    const file = this.#files.get(fileId);
    if (!file) return;
    file.isWanted = false;
    file.isPaused = false;
    file.isDone = false;
    this.#stop(file, 'cancelled');
    await file.forget();
    this.#changed(file);
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
    this.#ask(lane.participantId);
  }

  /** Called every so often, about twice a second. */
  tick(): void {
    for (const participantId of this.#options.wire.reachable.getSnapshot()) {
      this.#askStalled(participantId, stallMs);
      this.#ask(participantId);
    }
  }

  isHere(file: IncomingFile): boolean {
    return this.#options.wire.reachable.getSnapshot().has(file.from);
  }

  #create(from: ParticipantId, offer: FileOffer): IncomingFile {
    const { blockBytes, vault, logicalClock, clock, onChange } = this.#options;
    logicalClock.observe(offer.order);
    const offeredMs = Math.min(offer.offeredMs, Math.round(clock.now()));
    const safe = { ...offer, name: safeFileName(offer.name), offeredMs };
    const file: IncomingFile = new IncomingFile({
      from,
      offer: safe,
      blockBytes,
      vault,
      clock,
      stop: (reason) => this.#stop(file, reason),
      onChange: (isFinal) => {
        onChange(isFinal);
        // One that is done or has failed makes room for the next.
        if (!file.fetching) this.#ask(file.from);
      },
    });
    this.#files.set(offer.fileId, file);
    return file;
  }

  #onOffer(from: ParticipantId, offer: FileOffer): void {
    const known = this.#files.get(offer.fileId);
    if (known) {
      this.#onKnownOffer(known, from, offer);
      return;
    }
    if (this.#countFrom(from) >= rowsPerPerson) return;
    const file = this.#create(from, offer);
    const policy = this.#policies.get(from) ?? new FetchPolicy();
    this.#policies.set(from, policy);
    if (offer.state === 'ready' && policy.allows(offer, this.#underwayBytes(from))) {
      file.isAuto = true;
      file.isWanted = true;
    }
    this.#options.onChange();
  }

  /** Whoever offers a file first is its sender for good: what is shown under their name never comes from somebody else. */
  #onKnownOffer(file: IncomingFile, from: ParticipantId, offer: FileOffer): void {
    const isSame = offer.size === file.offer.size && safeFileName(offer.name) === file.offer.name;
    if (!isSame || file.from !== from) return;
    file.offer = { ...file.offer, state: offer.state };
    if (file.failure === 'withdrawn' || file.failure === 'unreadable') file.failure = null;
    if (offer.state !== 'ready') file.rest();
    if (file.isDone) this.#stop(file, 'done');
    this.#options.onChange();
  }

  /** What is not offered any more cannot be had; what nobody has asked for goes without a word. */
  #onIndex(from: ParticipantId, fileIds: ReadonlySet<FileId>): void {
    for (const file of [...this.#files.values()]) {
      if (file.from !== from || file.isDone || fileIds.has(file.offer.fileId)) continue;
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
    this.#ask(file.from);
  }

  #restAll(participantId: ParticipantId): void {
    for (const file of this.#from(participantId)) file.rest();
    this.#options.onChange();
  }

  #askStalled(participantId: ParticipantId, afterMs: number): void {
    const nowMs = this.#options.clock.now();
    const best = this.#options.lanes.best(participantId);
    for (const file of this.#from(participantId)) {
      if (!file.fetching) continue;
      const { lane } = file.fetching;
      const isBehind = lane !== null && best !== null && lane !== best;
      const patienceMs = isBehind ? stallWithNewPathMs : afterMs;
      if (nowMs - file.fetching.heardMs >= patienceMs) file.rest();
    }
    this.#ask(participantId);
  }

  /** Asks for what is due, as far as there is a turn for it. */
  #ask(participantId: ParticipantId): void {
    if (!this.#options.lanes.best(participantId)) return;
    const due = this.#from(participantId).filter(
      (file) => file.isDue && !file.fetching && !this.#asking.has(file) && file.offer.state === 'ready',
    );
    const count = this.#from(participantId).filter((file) => file.fetching || this.#asking.has(file)).length;
    // What people wait for to see and hear comes before what they save.
    due.sort((a, b) => Number(b.offer.voice !== null) - Number(a.offer.voice !== null));
    for (const file of due.slice(0, Math.max(0, fetchedPerPerson - count))) void this.#askFor(file);
  }

  async #askFor(file: IncomingFile): Promise<void> {
    const { vault, wire, logger } = this.#options;
    const { fileId, size } = file.offer;
    this.#asking.add(file);
    try {
      const start = await file.begin();
      const isRoomy =
        (await vault.freeBytes()) >= size - file.doneBytes + (vault.isLasting ? reserveBytes : 0);
      if (!isRoomy) {
        file.fail('no-room');
        return;
      }
      if (!file.isDue || file.offer.state !== 'ready') return;
      this.#lastStream = (this.#lastStream + 1) % 0xffff_ffff;
      const stream = this.#lastStream;
      const isSent = wire.send(file.from, {
        kind: 'file-request',
        content: { version: 1, fileId, stream, ...start },
      });
      if (isSent) file.listen(stream);
    } catch (error) {
      logger.warn('file not begun', { error: String(error) });
      file.fail(isFullError(error) ? 'no-room' : 'not-kept');
    } finally {
      this.#asking.delete(file);
      this.#options.onChange();
    }
  }

  #from(participantId: ParticipantId): IncomingFile[] {
    return [...this.#files.values()].filter(({ from }) => from === participantId);
  }

  #countFrom(participantId: ParticipantId): number {
    return this.#from(participantId).length;
  }

  #underwayBytes(participantId: ParticipantId): number {
    return this.#from(participantId)
      .filter((file) => file.isDue && file.isAuto)
      .reduce((sum, { offer }) => sum + offer.size, 0);
  }
}
