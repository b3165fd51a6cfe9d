/** What data channels carry here: text, or bytes. */
export type FakeChannelData = string | ArrayBuffer;

/** What a data channel needs of its connection. */
export interface FakeChannelHost {
  /** Brings data to the channel of the same number at the other end, if there is a way; then calls `onGone`. */
  deliver: (id: number, data: FakeChannelData, onGone: () => void) => void;
}

type Implemented =
  | 'id'
  | 'label'
  | 'readyState'
  | 'binaryType'
  | 'bufferedAmount'
  | 'bufferedAmountLowThreshold'
  | 'onopen'
  | 'onmessage'
  | 'onbufferedamountlow';

/** An `RTCDataChannel` agreed upon beforehand (webrtc-pc 6.2): open while its connection has ever been connected. */
export class FakeDataChannel implements Pick<RTCDataChannel, Implemented> {
  readonly id: number;
  readonly label: string;
  binaryType: BinaryType = 'arraybuffer';
  bufferedAmount = 0;
  bufferedAmountLowThreshold = 0;
  readyState: RTCDataChannelState = 'connecting';
  onopen: RTCDataChannel['onopen'] = null;
  onmessage: RTCDataChannel['onmessage'] = null;
  onbufferedamountlow: RTCDataChannel['onbufferedamountlow'] = null;
  readonly #host: FakeChannelHost;

  constructor(label: string, id: number, host: FakeChannelHost) {
    this.label = label;
    this.id = id;
    this.#host = host;
  }

  open(): void {
    if (this.readyState !== 'connecting') return;
    this.readyState = 'open';
    this.onopen?.call(this as unknown as RTCDataChannel, new Event('open'));
  }

  send(data: string | ArrayBuffer | Uint8Array<ArrayBuffer>): void {
    if (this.readyState !== 'open') throw new DOMException('not open', 'InvalidStateError');
    // Bytes are copied at once: what becomes of them afterwards is the sender's own affair.
    const sent = typeof data === 'string' ? data : new Uint8Array(data).slice().buffer;
    const length = typeof sent === 'string' ? sent.length : sent.byteLength;
    this.bufferedAmount += length;
    this.#host.deliver(this.id, sent, () => this.#drain(length));
  }

  receive(data: FakeChannelData): void {
    if (this.readyState !== 'open') return;
    this.onmessage?.call(this as unknown as RTCDataChannel, new MessageEvent('message', { data }));
  }

  #drain(length: number): void {
    const wasAbove = this.bufferedAmount > this.bufferedAmountLowThreshold;
    this.bufferedAmount -= length;
    if (!wasAbove || this.bufferedAmount > this.bufferedAmountLowThreshold || this.readyState !== 'open')
      return;
    this.onbufferedamountlow?.call(this as unknown as RTCDataChannel, new Event('bufferedamountlow'));
  }
}
