import { type PeerChannelMessage, parsePeerMessage } from '@/lib/protocol';
import type { Clock } from '@/lib/store/clock';
import type { Logger } from '@/lib/store/logger';
import { MessageMeter } from './message-meter';

/** As many messages are heard within each span: several times what candidates, descriptions and wishes come to. */
const heardPerSpan = 100;
const spanMs = 5_000;

export interface PeerChannelOptions {
  peerConnection: RTCPeerConnection;
  onMessage: (message: PeerChannelMessage) => void;
  /** Something has arrived that may or may not become a message. */
  onHeard: () => void;
  /** Messages can be sent from now on. */
  onOpen: () => void;
  /** A sign of life of the other side. */
  onPulse: () => void;
  clock: Clock;
  logger: Logger;
}

/**
 * The two data channels of a peer connection, agreed upon beforehand (RFC 8832 is not spoken): number 0 carries
 * messages, in order and reliably; number 1 carries signs of life, which are of no use when they come late.
 */
export class PeerChannel {
  readonly #messages: RTCDataChannel;
  readonly #pulses: RTCDataChannel;
  readonly #options: PeerChannelOptions;
  readonly #meter: MessageMeter;

  constructor(options: PeerChannelOptions) {
    const { peerConnection, onOpen, onHeard, onPulse } = options;
    this.#options = options;
    this.#meter = new MessageMeter({ perSpan: heardPerSpan, spanMs, clock: options.clock });
    this.#messages = peerConnection.createDataChannel('messages', { negotiated: true, id: 0 });
    this.#pulses = peerConnection.createDataChannel('pulses', {
      negotiated: true,
      id: 1,
      ordered: false,
      maxRetransmits: 0,
    });
    this.#messages.onopen = onOpen;
    this.#messages.onmessage = ({ data }) => {
      onHeard();
      if (this.#hasRoom()) this.#hear(data);
    };
    this.#pulses.onmessage = onPulse;
  }

  get isOpen(): boolean {
    return this.#messages.readyState === 'open';
  }

  /** Whether the message is on its way; while the channel is not open, it is not. */
  send(message: PeerChannelMessage): boolean {
    if (!this.isOpen) return false;
    this.#messages.send(JSON.stringify(message));
    return true;
  }

  pulse(): void {
    // A full buffer means that nothing gets through: more would only pile up.
    if (this.#pulses.readyState === 'open' && this.#pulses.bufferedAmount === 0) this.#pulses.send('.');
  }

  close(): void {
    this.#messages.onopen = null;
    this.#messages.onmessage = null;
    this.#pulses.onmessage = null;
  }

  #hear(data: unknown): void {
    const message = parsePeerMessage(data);
    if (message) this.#options.onMessage(message);
    else this.#options.logger.warn('peer message dropped');
  }

  /** PROTOCOL P2. */
  #hasRoom(): boolean {
    const verdict = this.#meter.count();
    if (verdict === 'first-beyond') this.#options.logger.warn('too many peer messages');
    return verdict === 'heard';
  }
}
