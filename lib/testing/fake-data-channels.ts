import { type FakeChannelData, type FakeChannelHost, FakeDataChannel } from './fake-data-channel';

/** The data channels of one fake connection, all agreed upon beforehand. */
export class FakeDataChannels {
  readonly #channels = new Map<number, FakeDataChannel>();
  readonly #deliver: FakeChannelHost['deliver'];

  constructor(deliver: FakeChannelHost['deliver']) {
    this.#deliver = deliver;
  }

  create(label: string, { id }: RTCDataChannelInit): FakeDataChannel {
    if (id === undefined) throw new DOMException('not modelled', 'NotSupportedError');
    const channel = new FakeDataChannel(label, id, { deliver: this.#deliver });
    this.#channels.set(id, channel);
    return channel;
  }

  openAll(): void {
    for (const channel of this.#channels.values()) channel.open();
  }

  closeAll(): void {
    for (const channel of this.#channels.values()) channel.readyState = 'closed';
  }

  /** What comes for a channel that there is not is lost. */
  receive(id: number, data: FakeChannelData): void {
    this.#channels.get(id)?.receive(data);
  }
}
