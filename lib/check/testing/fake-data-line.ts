import type { Clock } from '@/lib/store/clock';

interface LineOptions {
  clock: Clock;
  /** One way. */
  delayMs: number;
  /** In each direction. */
  rateKbps: number;
}

type Sent = string | Blob | ArrayBuffer | ArrayBufferView<ArrayBuffer>;

/** One end of a data channel of which both ends are here: what is sent waits for the line, then travels. */
export class FakeLineEnd {
  readyState: RTCDataChannelState = 'connecting';
  bufferedAmount = 0;
  bufferedAmountLowThreshold = 0;
  onopen: (() => void) | null = null;
  onmessage: ((event: MessageEvent) => void) | null = null;
  onclose: (() => void) | null = null;
  onbufferedamountlow: ((event: Event) => void) | null = null;
  other: FakeLineEnd | null = null;
  sentBytes = 0;
  readonly #line: LineOptions;
  #freeAtMs = 0;

  constructor(line: LineOptions) {
    this.#line = line;
  }

  send(data: Sent): void {
    if (this.readyState !== 'open') throw new DOMException('not open', 'InvalidStateError');
    const { clock, delayMs, rateKbps } = this.#line;
    const bytes = sizeOf(data);
    this.sentBytes += bytes;
    this.bufferedAmount += bytes;
    this.#freeAtMs = Math.max(this.#freeAtMs, clock.now()) + (bytes * 8) / rateKbps;
    const leftAfterMs = this.#freeAtMs - clock.now();
    clock.setTimeout(() => this.#leave(bytes), leftAfterMs);
    clock.setTimeout(() => this.other?.hear(data), leftAfterMs + delayMs);
  }

  hear(data: Sent): void {
    this.onmessage?.(new MessageEvent('message', { data: ArrayBuffer.isView(data) ? data.buffer : data }));
  }

  #leave(bytes: number): void {
    const before = this.bufferedAmount;
    this.bufferedAmount -= bytes;
    const threshold = this.bufferedAmountLowThreshold;
    if (before > threshold && this.bufferedAmount <= threshold) this.onbufferedamountlow?.(new Event('low'));
  }
}

function sizeOf(data: Sent): number {
  if (typeof data === 'string') return data.length;
  return data instanceof Blob ? data.size : data.byteLength;
}

/** Both ends of a channel. They have `readyState` set by the test. */
export function createFakeLine(line: LineOptions): { near: FakeLineEnd; far: FakeLineEnd } {
  const [near, far] = [new FakeLineEnd(line), new FakeLineEnd(line)];
  near.other = far;
  far.other = near;
  return { near, far };
}
