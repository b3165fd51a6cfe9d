import type { ParticipantId } from '@/lib/protocol';
import type { RoomPath } from '@/lib/room/room-link';
import type { Clock, TimerId } from '@/lib/store/clock';
import { createFrameMemory, encodeFrame, type Frame, maxPieceBytes, parseFrame } from './frames';
import { isArrayBuffer } from './is-array-buffer';
import { PacingWindow } from './pacing-window';

/** As much may wait in the channel's own buffer; below the second number it asks for more. */
const bufferedMaxBytes = 1024 * 1024;
const bufferedLowBytes = 256 * 1024;
/** An acknowledgement is due after so many bytes, or so long after the first of them. */
const ackEveryBytes = 256 * 1024;
const ackAfterMs = 10;
/** As much may have been taken in without being safe on disk before acknowledgements wait for it. */
const unsettledMaxBytes = 4 * 1024 * 1024;

/** Something that has frames to send on a lane. */
export interface FrameSource {
  /** The next frame, of no more than `maxBytes` where it is a piece; `null` while there is none. */
  take(maxBytes: number): Frame | null;
}

interface Sending {
  untilBytes: number;
  atMs: number;
  /** As many bytes as may be were on their way afterwards. */
  isFull: boolean;
}

export interface LaneOptions {
  path: RoomPath;
  channel: RTCDataChannel;
  /** Something of a file has arrived. */
  onFrame: (frame: Exclude<Frame, { kind: 'ack' }>, lane: Lane) => void;
  /** What was on its way has arrived. */
  onAck: (lane: Lane) => void;
  clock: Clock;
}

/**
 * The file channel of one path: sends frames of several sources in turn, no faster than the path, the other side's disk
 * and the call allow; takes in frames, and says how many bytes have arrived.
 */
export class Lane {
  readonly participantId: ParticipantId;
  readonly #path: RoomPath;
  readonly #channel: RTCDataChannel;
  readonly #options: LaneOptions;
  readonly #window = new PacingWindow();
  /** A channel takes a copy of what it sends (webrtc-pc 6.2), so one piece of memory serves all frames. */
  readonly #memory = createFrameMemory();
  #sources: FrameSource[] = [];
  #sentBytes = 0;
  #ackedBytes = 0;
  /** How many bytes had been sent when; until they are acknowledged. */
  #sendings: Sending[] = [];
  #receivedBytes = 0;
  #unsettledBytes = 0;
  #saidBytes = 0;
  #ackTimer: TimerId | null = null;
  #isClosed = false;

  constructor(options: LaneOptions) {
    const { path, channel } = options;
    this.#options = options;
    this.#path = path;
    this.#channel = channel;
    this.participantId = path.link.participantId;
    channel.binaryType = 'arraybuffer';
    channel.bufferedAmountLowThreshold = bufferedLowBytes;
    channel.onbufferedamountlow = () => this.pump();
    channel.onmessage = ({ data }) => this.#hear(data);
  }

  /** The other side listens on it. */
  get isUsable(): boolean {
    return !this.#isClosed && this.#channel.readyState === 'open' && this.#path.isHeard();
  }

  get isSilent(): boolean {
    return this.#path.link.isSilent();
  }

  /** Whether all that was sent has arrived. */
  get isDrained(): boolean {
    return this.#ackedBytes === this.#sentBytes;
  }

  /** How many bytes may be on their way. */
  get windowBytes(): number {
    return this.#window.bytes;
  }

  add(source: FrameSource): void {
    this.#sources.push(source);
    this.pump();
  }

  remove(source: FrameSource): void {
    this.#sources = this.#sources.filter((other) => other !== source);
  }

  /** Sends what the sources have, in turn, as long as there is room. */
  pump(): void {
    while (this.isUsable && this.#sources.length > 0) {
      // Small pieces while the window is small: what else the connection carries waits behind each.
      const maxBytes = Math.min(maxPieceBytes, Math.max(4096, this.#window.bytes / 8));
      const isFull = this.#sentBytes - this.#ackedBytes + maxBytes > this.#window.bytes;
      if (isFull && this.#sentBytes > this.#ackedBytes) return;
      if (this.#channel.bufferedAmount > bufferedMaxBytes) return;
      const frame = this.#takeNext(maxBytes);
      if (!frame) return;
      const data = encodeFrame(frame, this.#memory);
      if (!this.#send(data)) return;
      this.#sentBytes += data.byteLength;
      const willBeFull = this.#sentBytes - this.#ackedBytes + maxBytes > this.#window.bytes;
      this.#sendings.push({
        untilBytes: this.#sentBytes,
        atMs: this.#options.clock.now(),
        isFull: willBeFull,
      });
    }
  }

  /** So many bytes that were taken in are not safe yet. `settle` says when they are. */
  hold(bytes: number): void {
    this.#unsettledBytes += bytes;
  }

  settle(bytes: number): void {
    this.#unsettledBytes -= bytes;
    this.#dueAck();
  }

  /** Gives way to voices and pictures. */
  yieldToCall(): void {
    this.#window.yieldToCall();
  }

  close(): void {
    this.#isClosed = true;
    this.#channel.onmessage = null;
    this.#channel.onbufferedamountlow = null;
    if (this.#ackTimer !== null) this.#options.clock.clearTimeout(this.#ackTimer);
    this.#ackTimer = null;
    this.#sources = [];
  }

  #takeNext(maxBytes: number): Frame | null {
    for (let tried = 0; tried < this.#sources.length; tried++) {
      const source = this.#sources.shift();
      if (!source) return null;
      this.#sources.push(source);
      const frame = source.take(maxBytes);
      if (frame) return frame;
    }
    return null;
  }

  /** The connection may end between our look at the channel and the sending. */
  #send(data: Uint8Array<ArrayBuffer>): boolean {
    if (this.#channel.readyState !== 'open') return false;
    this.#channel.send(data);
    return true;
  }

  #hear(data: unknown): void {
    const frame = parseFrame(data);
    if (frame?.kind === 'ack') {
      this.#acknowledged(frame.receivedBytes);
      return;
    }
    if (isArrayBuffer(data)) this.#receivedBytes += data.byteLength;
    if (frame) this.#options.onFrame(frame, this);
    this.#dueAck();
  }

  #acknowledged(receivedBytes: number): void {
    if (receivedBytes <= this.#ackedBytes || receivedBytes > this.#sentBytes) return;
    const nowMs = this.#options.clock.now();
    const bytes = receivedBytes - this.#ackedBytes;
    this.#ackedBytes = receivedBytes;
    let last: Sending | undefined;
    let count = 0;
    for (const sending of this.#sendings) {
      if (sending.untilBytes > receivedBytes) break;
      last = sending;
      count += 1;
    }
    this.#sendings.splice(0, count);
    if (last) this.#window.onAck({ bytes, tookMs: nowMs - last.atMs, isFull: last.isFull, nowMs });
    this.#options.onAck(this);
    this.pump();
  }

  #dueAck(): void {
    const dueBytes = this.#ackableBytes - this.#saidBytes;
    if (dueBytes >= ackEveryBytes) this.#sayAck();
    else if (dueBytes > 0 && !this.#isClosed) {
      this.#ackTimer ??= this.#options.clock.setTimeout(() => this.#sayAck(), ackAfterMs);
    }
  }

  /** What may be acknowledged: a disk that is slower than the line must slow the sender down. */
  get #ackableBytes(): number {
    const heldBack = Math.max(0, this.#unsettledBytes - unsettledMaxBytes);
    return Math.max(this.#saidBytes, this.#receivedBytes - heldBack);
  }

  #sayAck(): void {
    if (this.#ackTimer !== null) this.#options.clock.clearTimeout(this.#ackTimer);
    this.#ackTimer = null;
    const receivedBytes = this.#ackableBytes;
    if (receivedBytes === this.#saidBytes || this.#isClosed) return;
    if (this.#send(encodeFrame({ kind: 'ack', receivedBytes }, this.#memory)))
      this.#saidBytes = receivedBytes;
  }
}
