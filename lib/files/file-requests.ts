import type { ParticipantId } from '@/lib/protocol';
import type { RoomWire } from '@/lib/room/room-wire';
import type { Clock } from '@/lib/store/clock';
import type { Logger } from '@/lib/store/logger';
import { type FileVault, isFullError } from './file-vault';
import type { IncomingFile } from './incoming-file';
import type { Lanes } from './lanes';

/** Files that come from one person at the same time. */
const fetchedPerPerson = 3;
/** Nothing has come for this long: it is asked for again; sooner where a newer path is there. */
const stallMs = 8_000;
const stallWithNewPathMs = 1_500;
/** Kept free beside what is fetched. */
const reserveBytes = 20_000_000;

export interface FileRequestsOptions {
  wire: RoomWire;
  lanes: Lanes;
  vault: FileVault;
  filesFrom: (participantId: ParticipantId) => readonly IncomingFile[];
  clock: Clock;
  logger: Logger;
  onChange: () => void;
}

/** Asks for files in their turn, and again where nothing comes (PROTOCOL F4). */
export class FileRequests {
  readonly #options: FileRequestsOptions;
  /** Being asked for at this moment. */
  readonly #asking = new Set<IncomingFile>();
  #isReady = false;
  #lastStream = Math.floor(Math.random() * 0x8000_0000);

  constructor(options: FileRequestsOptions) {
    this.#options = options;
  }

  /** What is kept is known now. Before, nothing is asked for: it would begin anew, or as somebody else's. */
  ready(): void {
    this.#isReady = true;
    for (const participantId of this.#options.wire.reachable.getSnapshot()) this.ask(participantId);
  }

  /** Asks again for what has stalled, and for what is due. */
  askStalled(participantId: ParticipantId, isPathNew = false): void {
    const afterMs = isPathNew ? stallWithNewPathMs : stallMs;
    const nowMs = this.#options.clock.now();
    const best = this.#options.lanes.best(participantId);
    for (const file of this.#options.filesFrom(participantId)) {
      if (!file.fetching) continue;
      const { lane } = file.fetching;
      const isBehind = lane !== null && best !== null && lane !== best;
      const patienceMs = isBehind ? stallWithNewPathMs : afterMs;
      if (nowMs - file.fetching.heardMs >= patienceMs) file.rest();
    }
    this.ask(participantId);
  }

  /** Asks for what is due, as far as there is a turn for it. */
  ask(participantId: ParticipantId): void {
    if (!this.#isReady || !this.#options.lanes.best(participantId)) return;
    const due = this.#options
      .filesFrom(participantId)
      .filter(
        (file) => file.isDue && !file.fetching && !this.#asking.has(file) && file.offer.state === 'ready',
      );
    const count = this.#options
      .filesFrom(participantId)
      .filter((file) => file.fetching || this.#asking.has(file)).length;
    // What people wait for to see and hear comes before what they save.
    due.sort((a, b) => Number(b.offer.voice !== null) - Number(a.offer.voice !== null));
    for (const file of due.slice(0, Math.max(0, fetchedPerPerson - count))) void this.#askFor(file);
  }

  async #askFor(file: IncomingFile): Promise<void> {
    const { vault, wire, logger } = this.#options;
    const { fileId, size } = file.offer;
    this.#asking.add(file);
    try {
      await file.begin();
      const freeBytes = await vault.freeBytes();
      // Meanwhile it may have been cancelled, held back, or begun anew.
      const start = file.isDue && file.offer.state === 'ready' ? file.start() : null;
      if (!start) return;
      if (freeBytes < size - file.doneBytes + (vault.isLasting ? reserveBytes : 0)) {
        file.fail('no-room');
        return;
      }
      this.#lastStream = (this.#lastStream + 1) % 0xffff_ffff;
      const stream = this.#lastStream;
      const isSent = wire.send(file.from, {
        kind: 'file-request',
        content: { version: 1, fileId, stream, ...start },
      });
      if (isSent) file.listen(stream);
    } catch (error) {
      logger.warn('file not begun', { error: String(error) });
      if (file.isDue) file.fail(isFullError(error) ? 'no-room' : 'not-kept');
    } finally {
      this.#asking.delete(file);
      this.#options.onChange();
    }
  }
}
