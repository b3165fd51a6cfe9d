/** What a data channel needs of its connection. */
export interface FakeChannelHost {
  /** Brings data to the channel of the same number at the other end, if there is a way. */
  deliver: (id: number, data: string) => void;
}

/** An `RTCDataChannel` agreed upon beforehand (webrtc-pc 6.2): open while its connection has ever been connected. */
export class FakeDataChannel
  implements Pick<RTCDataChannel, 'id' | 'label' | 'readyState' | 'bufferedAmount' | 'onopen' | 'onmessage'>
{
  readonly id: number;
  readonly label: string;
  readonly bufferedAmount = 0;
  readyState: RTCDataChannelState = 'connecting';
  onopen: RTCDataChannel['onopen'] = null;
  onmessage: RTCDataChannel['onmessage'] = null;
  readonly #host: FakeChannelHost;

  constructor(label: string, id: number, host: FakeChannelHost) {
    this.label = label;
    this.id = id;
    this.#host = host;
  }

  open(): void {
    if (this.readyState === 'open') return;
    this.readyState = 'open';
    this.onopen?.call(this as unknown as RTCDataChannel, new Event('open'));
  }

  send(data: string): void {
    if (this.readyState !== 'open') throw new DOMException('not open', 'InvalidStateError');
    this.#host.deliver(this.id, data);
  }

  receive(data: string): void {
    if (this.readyState !== 'open') return;
    this.onmessage?.call(this as unknown as RTCDataChannel, new MessageEvent('message', { data }));
  }
}
