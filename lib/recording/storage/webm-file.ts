import { RecordingError } from '../recording-error';
import { concatBytes } from '../webm/ebml';
import { findFirstCluster } from '../webm/find-first-cluster';
import { isFinishedWebm, planFinish } from '../webm/finish-webm';
import { makeRoomyHeader } from '../webm/roomy-header';
import { WebmIndex } from '../webm/webm-index';
import type { SyncFile } from './sync-file';

/** So much is read at once of a file that is looked through. */
const slabBytes = 1 << 20;

/** What comes before the first cluster is a few hundred bytes long. */
const headerLimitBytes = 1 << 16;

/** A WebM file on disk: grows by pieces, each safe once `append` has returned, and is made seekable in its place. */
export class WebmFile {
  readonly #file: SyncFile;
  readonly #index = new WebmIndex();
  #size = 0;
  /** The beginning, while it is not all there. */
  #header: Uint8Array | null = new Uint8Array();

  constructor(file: SyncFile) {
    this.#file = file;
  }

  /** Opens a file that somebody has begun, and reads where its clusters are. */
  static reopen(file: SyncFile): WebmFile {
    const reopened = new WebmFile(file);
    reopened.#readThrough();
    return reopened;
  }

  get size(): number {
    return this.#size;
  }

  /** How long it lasts: no browser counts in anything but milliseconds (RFC 9559 5.1.2.9). */
  get durationMs(): number {
    return this.#index.duration;
  }

  /** Whether `finish` has come to its end. */
  get isFinished(): boolean {
    return isFinishedWebm(this.#index.header);
  }

  /**
   * Puts a piece behind what is there and flushes it.
   * @throws RecordingError `disk-full` when there was room for a part of it at most: that part stays.
   */
  append(piece: Uint8Array): void {
    if (!this.#header) {
      this.#write(piece);
      return;
    }
    const beginning = concatBytes([this.#header, piece]);
    const end = findFirstCluster(beginning);
    if (end === null) {
      if (beginning.length > headerLimitBytes) throw new RecordingError('failed', 'no cluster begins');
      this.#header = beginning;
      return;
    }
    const header = makeRoomyHeader(beginning.subarray(0, end));
    if (!header) throw new RecordingError('failed', 'not what a WebM file begins with');
    this.#header = null;
    this.#write(concatBytes([header, beginning.subarray(end)]));
  }

  /**
   * Cuts the file behind its last whole block and writes what lets players jump in it and know its length. What a
   * crash interrupts is done again by the next one. `false`: there is nothing in it.
   */
  finish(): boolean {
    const plan = planFinish(this.#index);
    if (!plan) return false;
    this.#file.truncate(plan.cutTo);
    this.#put(plan.cues, plan.cutTo);
    this.#file.flush();
    for (const { at, bytes } of plan.patches.slice(0, -1)) this.#put(bytes, at);
    this.#file.flush();
    for (const { at, bytes } of plan.patches.slice(-1)) this.#put(bytes, at);
    this.#file.flush();
    this.#size = this.#file.getSize();
    return true;
  }

  close(): void {
    this.#file.close();
  }

  #readThrough(): void {
    this.#header = null;
    this.#size = this.#file.getSize();
    const slab = new Uint8Array(slabBytes);
    for (let at = 0; at < this.#size; ) {
      const length = this.#file.read(slab, { at });
      if (length === 0) break;
      this.#index.push(slab.slice(0, length));
      at += length;
      if (this.isFinished) break;
    }
  }

  #write(bytes: Uint8Array): void {
    let written = 0;
    try {
      written = this.#file.write(bytes, { at: this.#size });
    } catch (error) {
      throw RecordingError.from(error);
    } finally {
      this.#size += written;
      this.#index.push(bytes.slice(0, written));
      this.#file.flush();
    }
    if (written < bytes.length) throw new RecordingError('disk-full');
  }

  #put(bytes: Uint8Array, at: number): void {
    let written: number;
    try {
      written = this.#file.write(bytes, { at });
    } catch (error) {
      throw RecordingError.from(error);
    }
    if (written < bytes.length) throw new RecordingError('disk-full');
  }
}
