import type { FileId, FileOffer, ParticipantId, RoomId } from '@/lib/protocol';
import { limits, toBase64Url } from '@/lib/protocol';
import type { LogicalClock } from '@/lib/room/logical-clock';
import type { RoomWire } from '@/lib/room/room-wire';
import type { TabStorage } from '@/lib/room/tab-storage';
import type { Clock, TimerId } from '@/lib/store/clock';
import { createEmitter } from '@/lib/store/emitter';
import type { Logger } from '@/lib/store/logger';
import { createStore, type ReadonlyStore, type Unsubscribe } from '@/lib/store/store';
import { standardBlockBytes } from './blocks';
import { safeFileName } from './file-name';
import type { FilesState, IncomingView } from './file-state';
import type { FileVault } from './file-vault';
import type { IncomingFile } from './incoming-file';
import { IncomingFiles } from './incoming-files';
import { KeptIds } from './kept-ids';
import { Lanes } from './lanes';
import { OutgoingFiles } from './outgoing-files';

/** How often transfers are looked at. */
const tickMs = 500;
/** Progress is told this much later at most. */
const publishAfterMs = 200;

export interface FilesOptions {
  roomId: RoomId;
  /** `null` where the browser forbids it. */
  tabStorage: TabStorage | null;
  wire: RoomWire;
  vault: FileVault;
  logicalClock: LogicalClock;
  /** The name that the others see now. */
  getDisplayName: () => string;
  clock: Clock;
  logger: Logger;
  blockBytes?: number;
}

export interface OfferOptions {
  /** Whom it is for; `null`: everybody, those who come later included. */
  to: ParticipantId | null;
  /** What they are called, to be remembered when they have left. */
  toName?: string | null;
  voice?: FileOffer['voice'];
}

interface FilesEvents {
  /** Others offer these, and nobody at this tab was told of them before. */
  offered: readonly IncomingView[];
}

/** Files from person to person: what we offer, and what is offered to us (PROTOCOL F). */
export class Files {
  readonly #state = createStore<FilesState>({ incoming: new Map(), outgoing: new Map() });
  readonly #events = createEmitter<FilesEvents>();
  readonly #options: FilesOptions;
  /** What the person at this tab was told of: offered again after a reload, it is nothing new. */
  readonly #seen: KeptIds;
  readonly #lanes: Lanes;
  readonly #incoming: IncomingFiles;
  readonly #outgoing: OutgoingFiles;
  #isOpen = false;
  #ticker: TimerId | null = null;
  #publishTimer: TimerId | null = null;

  constructor(options: FilesOptions) {
    const { wire, vault, logicalClock, clock, logger, blockBytes = standardBlockBytes } = options;
    const { roomId, tabStorage } = options;
    this.#options = options;
    this.#seen = new KeptIds(tabStorage, `parley.files.${roomId}`);
    const dismissed = new KeptIds(tabStorage, `parley.removed-files.${roomId}`);
    const onChange = (isFinal?: boolean) => (isFinal ? this.#publish() : this.#changed());
    this.#lanes = new Lanes(
      wire,
      {
        onFrame: (frame, lane) => this.#incoming.take(frame, lane),
        onAck: (lane) => this.#outgoing.moveFrom(lane),
        onClosed: (lane) => {
          this.#outgoing.dropLane(lane);
          this.#incoming.dropLane(lane);
        },
      },
      clock,
    );
    const shared = { wire, lanes: this.#lanes, blockBytes, onChange };
    this.#outgoing = new OutgoingFiles({ ...shared, readCopy: (fileId) => vault.read(fileId) });
    const onOffered = (files: readonly IncomingFile[]) => this.#onOffered(files);
    this.#incoming = new IncomingFiles({
      ...shared,
      onOffered,
      vault,
      dismissed,
      logicalClock,
      clock,
      logger,
    });
  }

  get state(): ReadonlyStore<FilesState> {
    return this.#state;
  }

  onOffered(listener: (views: readonly IncomingView[]) => void): Unsubscribe {
    return this.#events.on('offered', listener);
  }

  /** Whether files survive a reload here, and may be larger than memory. */
  get isLasting(): boolean {
    return this.#options.vault.isLasting;
  }

  /** A life in the room begins. */
  enter(): void {
    this.#ticker ??= this.#options.clock.setInterval(() => this.#tick(), tickMs);
    if (this.#isOpen) return;
    this.#isOpen = true;
    this.#restore()
      .catch((error: unknown) => this.#options.logger.warn('kept files not read', { error: String(error) }))
      .finally(() => {
        this.#outgoing.ready();
        this.#incoming.ready();
      });
  }

  /** That life is over; what is offered and what was fetched stays for the next one. */
  exit(): void {
    const { clock } = this.#options;
    if (this.#ticker !== null) clock.clearInterval(this.#ticker);
    this.#ticker = null;
    this.#publish();
  }

  /** Offers a file. `null`: too many are offered, or it is too large. */
  offer(blob: Blob & { name?: string }, { to, toName = null, voice = null }: OfferOptions): FileId | null {
    if (this.#outgoing.isFull || blob.size > limits.fileBytesMax) return null;
    const { clock, vault, logicalClock, getDisplayName, logger } = this.#options;
    const offer: FileOffer = {
      fileId: toBase64Url(crypto.getRandomValues(new Uint8Array(16))),
      name: safeFileName(blob.name ?? ''),
      size: blob.size,
      type: blob.type.slice(0, limits.fileTypeLength),
      to,
      displayName: getDisplayName(),
      order: logicalClock.next(),
      offeredMs: Math.round(clock.timeOfDay()),
      voice,
      state: 'ready',
    };
    const { record } = this.#outgoing.add({ offer, toName, blob });
    vault
      .stage(record, blob)
      .catch((error: unknown) => logger.info('no copy of an offered file', { error: String(error) }));
    return offer.fileId;
  }

  /** Gives the bytes of an offered file again, after a reload that has lost them. `false`: it is another file. */
  choose(fileId: FileId, blob: Blob & { name?: string }): boolean {
    const file = this.#outgoing.get(fileId);
    if (!file || file.offer.size !== blob.size || safeFileName(blob.name ?? '') !== file.offer.name)
      return false;
    this.#outgoing.setState(fileId, 'ready', blob);
    return true;
  }

  /** Sends no more of an offered file for now, or goes on. */
  setHeld(fileId: FileId, isHeld: boolean): void {
    const file = this.#outgoing.get(fileId);
    if (!file || file.offer.state === 'missing') return;
    this.#outgoing.setState(fileId, isHeld ? 'paused' : 'ready');
    this.#settle(this.#options.vault.update(file.record));
  }

  /** Takes an offer back. */
  withdraw(fileId: FileId): void {
    this.#outgoing.withdraw(fileId);
    this.#settle(this.#options.vault.remove(fileId));
  }

  /** Fetches an offered file, goes on with a paused one, or tries once more where it has failed. */
  fetch(fileId: FileId): void {
    this.#settle(this.#incoming.fetch(fileId));
  }

  pause(fileId: FileId): void {
    this.#settle(this.#incoming.pause(fileId));
  }

  /** Fetches it no more and keeps nothing of it, be it whole. What is still offered can be had again. */
  cancel(fileId: FileId): void {
    this.#settle(this.#incoming.cancel(fileId));
  }

  /** The bytes of a file of ours, or of one that has come; read from disk as they are needed. */
  async read(fileId: FileId): Promise<Blob | null> {
    const own = this.#outgoing.get(fileId);
    if (own) return own.blob;
    return this.#incoming.get(fileId)?.isDone ? this.#options.vault.read(fileId) : null;
  }

  /** The call suffers: transfers give way. */
  yieldToCall(): void {
    for (const lane of this.#lanes.all) lane.yieldToCall();
  }

  async #restore(): Promise<void> {
    const { vault } = this.#options;
    for (const kept of await vault.open()) {
      const { record } = kept;
      this.#options.logicalClock.observe(record.offer.order);
      if (record.role === 'incoming') this.#incoming.restore(kept);
      else if (!this.#outgoing.get(record.offer.fileId)) {
        const blob = kept.isComplete ? await vault.read(record.offer.fileId) : null;
        const state = blob ? record.offer.state : 'missing';
        this.#outgoing.add({ offer: { ...record.offer, state }, toName: record.toName ?? null, blob });
      }
    }
    this.#changed();
  }

  #onOffered(files: readonly IncomingFile[]): void {
    const fresh = new Set(this.#seen.add(files.map(({ offer }) => offer.fileId)));
    const views = files
      .filter(({ offer }) => fresh.has(offer.fileId))
      .map((file) => file.view(this.#incoming.isHere(file)));
    if (views.length > 0) this.#events.emit('offered', views);
  }

  /** Nobody waits for what storage does; when it fails, less is kept. */
  #settle(work: Promise<void>): void {
    work.catch((error: unknown) => this.#options.logger.warn('file storage', { error: String(error) }));
  }

  #tick(): void {
    const nowMs = this.#options.clock.now();
    for (const file of this.#incoming.all) file.measure(nowMs);
    for (const file of this.#outgoing.all) file.measure(nowMs);
    this.#incoming.tick();
    for (const lane of this.#lanes.all) this.#outgoing.moveFrom(lane);
    const isMoving =
      [...this.#incoming.all].some(({ fetching }) => fetching) ||
      [...this.#outgoing.all].some(({ receivers }) => [...receivers.values()].some(({ serving }) => serving));
    if (isMoving) this.#changed();
  }

  #changed(): void {
    this.#publishTimer ??= this.#options.clock.setTimeout(() => this.#publish(), publishAfterMs);
  }

  #publish(): void {
    if (this.#publishTimer !== null) this.#options.clock.clearTimeout(this.#publishTimer);
    this.#publishTimer = null;
    const incoming = [...this.#incoming.all].map(
      (file) => [file.offer.fileId, file.view(this.#incoming.isHere(file))] as const,
    );
    const outgoing = [...this.#outgoing.all].map((file) => [file.offer.fileId, file.view()] as const);
    this.#state.set({ incoming: new Map(incoming), outgoing: new Map(outgoing) });
  }
}
