import type { FileId, FileOffer, FileRefusalReason, FileStopReason, ParticipantId } from '@/lib/protocol';
import { limits } from '@/lib/protocol';
import type { ContentOf, RoomWire } from '@/lib/room/room-wire';
import { readDigest } from './block-reader';
import { digestText } from './blocks';
import type { Lane } from './lane';
import type { Lanes } from './lanes';
import { OutgoingFile, type OutgoingFileOptions } from './outgoing-file';
import { OutgoingStream } from './outgoing-stream';

/** Files that one person gets from us at the same time; who asks for more asks again later. */
const servedPerPerson = 8;

export interface OutgoingFilesOptions {
  wire: RoomWire;
  lanes: Lanes;
  blockBytes: number;
  /** Another source of the same bytes, where the chosen file cannot be read any more. */
  readCopy: (fileId: FileId) => Promise<Blob | null>;
  onChange: () => void;
}

/** Everything that we offer: tells of it whoever it concerns, and sends what they ask for (PROTOCOL F2, F4-F6). */
export class OutgoingFiles {
  readonly #options: OutgoingFilesOptions;
  readonly #files = new Map<FileId, OutgoingFile>();
  #isReady = false;

  constructor(options: OutgoingFilesOptions) {
    const { wire } = options;
    this.#options = options;
    wire.on('linked', (participantId) => this.#tellAll(participantId));
    wire.onMessage('file-request', ({ from, content }) => void this.#serve(from, content));
    wire.onMessage('file-stop', ({ from, content }) => this.#stopped(from, content.fileId, content.reason));
  }

  get all(): Iterable<OutgoingFile> {
    return this.#files.values();
  }

  get(fileId: FileId): OutgoingFile | null {
    return this.#files.get(fileId) ?? null;
  }

  get isFull(): boolean {
    return this.#files.size >= limits.fileOffers;
  }

  /**
   * What earlier lives of the page offered is known now. Before, nobody is told what all there is: they would take it
   * that the rest is offered no more.
   */
  ready(): void {
    this.#isReady = true;
    for (const participantId of this.#options.wire.reachable.getSnapshot()) this.#tellIndex(participantId);
  }

  /** Offers a file from now on. */
  add(given: Omit<OutgoingFileOptions, 'blockBytes'>): OutgoingFile {
    const file = new OutgoingFile({ ...given, blockBytes: this.#options.blockBytes });
    this.#files.set(file.offer.fileId, file);
    this.#tell(file.offer);
    this.#options.onChange();
    return file;
  }

  /** Holds it back, or lets it go on. */
  setState(fileId: FileId, state: FileOffer['state'], blob?: Blob): void {
    const file = this.#files.get(fileId);
    if (!file) return;
    if (blob) file.blob = blob;
    file.offer = { ...file.offer, state };
    if (state !== 'ready') file.stopAll();
    this.#tell(file.offer);
    this.#options.onChange();
  }

  /** Takes an offer back. Who has the file keeps it. */
  withdraw(fileId: FileId): void {
    const file = this.#files.get(fileId);
    if (!file) return;
    this.#files.delete(fileId);
    file.stopAll();
    for (const participantId of this.#options.wire.reachable.getSnapshot()) {
      if (file.concerns(participantId)) this.#tellIndex(participantId);
    }
    this.#options.onChange();
  }

  /** A lane is closed, and what was on its way is lost: the other side asks again. */
  dropLane(lane: Lane): void {
    for (const file of this.#files.values()) {
      if (file.receivers.get(lane.participantId)?.serving?.lane === lane) file.stop(lane.participantId);
    }
  }

  /** What goes over a path that was replaced goes over the new one, once nothing of it is on its way any more. */
  moveFrom(lane: Lane): void {
    const best = this.#options.lanes.best(lane.participantId);
    if (!best || best === lane) return;
    for (const file of this.#files.values()) {
      const serving = file.receivers.get(lane.participantId)?.serving;
      if (serving?.lane !== lane) continue;
      lane.remove(serving.stream);
      if (!lane.isDrained) continue;
      serving.lane = best;
      best.add(serving.stream);
    }
  }

  #tell(offer: FileOffer): void {
    const { wire } = this.#options;
    for (const participantId of wire.reachable.getSnapshot()) {
      if (offer.to !== null && offer.to !== participantId) continue;
      wire.send(participantId, { kind: 'file-offers', content: { version: 1, offers: [offer] } });
    }
  }

  #tellAll(participantId: ParticipantId): void {
    const offers = this.#offersFor(participantId);
    for (let at = 0; at < offers.length; at += limits.fileOffersPerMessage) {
      const some = offers.slice(at, at + limits.fileOffersPerMessage);
      this.#options.wire.send(participantId, { kind: 'file-offers', content: { version: 1, offers: some } });
    }
    this.#tellIndex(participantId);
  }

  #tellIndex(participantId: ParticipantId): void {
    if (!this.#isReady) return;
    const fileIds = this.#offersFor(participantId).map(({ fileId }) => fileId);
    this.#options.wire.send(participantId, { kind: 'file-index', content: { version: 1, fileIds } });
  }

  #offersFor(participantId: ParticipantId): FileOffer[] {
    return [...this.#files.values()].filter((file) => file.concerns(participantId)).map(({ offer }) => offer);
  }

  async #serve(to: ParticipantId, request: ContentOf<'file-request'>): Promise<void> {
    const { fileId, stream, block, digest } = request;
    const file = this.#files.get(fileId);
    const refuse = (reason: FileRefusalReason) =>
      this.#options.wire.send(to, { kind: 'file-refusal', content: { version: 1, fileId, stream, reason } });
    if (!file?.concerns(to)) {
      refuse('gone');
      return;
    }
    file.stop(to);
    // Whoever asks has not heard yet that it is held back; they will have when they see the offer.
    if (file.offer.state !== 'ready' || !file.blob) return;
    if (this.#servedCount(to) >= servedPerPerson) {
      refuse('busy');
      return;
    }
    const refusal = await this.#checkResumption(file, file.blob, block, digest);
    if (refusal) {
      refuse(refusal);
      return;
    }
    const lane = this.#options.lanes.best(to);
    // Meanwhile the file may have been held back or taken back, or asked for once more.
    const isCurrent = this.#files.get(fileId) === file && file.offer.state === 'ready';
    if (!lane || !isCurrent || file.receivers.get(to)?.serving) return;
    this.#start(file, file.blob, { to, lane, stream, block });
  }

  /** The file must still be the one that the other side has the beginning of. */
  async #checkResumption(
    { plan, digests }: OutgoingFile,
    blob: Blob,
    block: number,
    digest: string | null,
  ): Promise<FileRefusalReason | null> {
    if (block > plan.count || block > 0 !== (digest !== null)) return 'changed';
    if (block === 0) return null;
    try {
      return digestText(await readDigest(blob, plan, digests, block - 1)) === digest ? null : 'changed';
    } catch {
      return 'unreadable';
    }
  }

  #start(
    file: OutgoingFile,
    blob: Blob,
    { to, lane, stream, block }: { to: ParticipantId; lane: Lane; stream: number; block: number },
  ): void {
    const receiver = file.receiver(to);
    const { plan, digests } = file;
    const serving = {
      lane,
      stream: new OutgoingStream({
        stream,
        firstBlock: block,
        blob,
        plan,
        digests,
        onReady: () => serving.lane.pump(),
        onError: () => void this.#onUnreadable(file, blob),
      }),
    };
    receiver.serving = serving;
    receiver.status = 'sending';
    lane.add(serving.stream);
    this.#options.onChange();
  }

  /** The file on disk was moved, changed or deleted: goes on with the copy, or waits until it is chosen once more. */
  async #onUnreadable(file: OutgoingFile, blob: Blob): Promise<void> {
    const { fileId } = file.offer;
    if (file.blob !== blob) return;
    file.blob = null;
    file.stopAll();
    const copy = await this.#options.readCopy(fileId).catch(() => null);
    if (this.#files.get(fileId) !== file || file.blob !== null) return;
    if (copy) this.setState(fileId, file.offer.state, copy);
    else this.setState(fileId, 'missing');
  }

  #servedCount(participantId: ParticipantId): number {
    return [...this.#files.values()].filter((file) => file.receivers.get(participantId)?.serving).length;
  }

  #stopped(from: ParticipantId, fileId: FileId, reason: FileStopReason): void {
    const file = this.#files.get(fileId);
    if (!file?.concerns(from)) return;
    file.stop(from);
    const receiver = file.receiver(from);
    receiver.status = reason;
    if (reason === 'done') receiver.doneBytes = file.offer.size;
    this.#options.onChange();
  }
}
