import { type PeerChannelMessage, parsePeerMessage } from '@/lib/protocol';
import type { Logger } from '@/lib/store/logger';

export interface PeerChannelOptions {
  peerConnection: RTCPeerConnection;
  onMessage: (message: PeerChannelMessage) => void;
  /** Messages can be sent from now on. */
  onOpen: () => void;
  /** A sign of life of the other side. */
  onPulse: () => void;
  logger: Logger;
}

/**
 * The two data channels of a peer connection, agreed upon beforehand (RFC 8832 is not spoken): number 0 carries
 * messages, in order and reliably; number 1 carries signs of life, which are of no use when they come late.
 */
export class PeerChannel {
  readonly #messages: RTCDataChannel;
  readonly #pulses: RTCDataChannel;

  constructor({ peerConnection, onMessage, onOpen, onPulse, logger }: PeerChannelOptions) {
    this.#messages = peerConnection.createDataChannel('messages', { negotiated: true, id: 0 });
    this.#pulses = peerConnection.createDataChannel('pulses', {
      negotiated: true,
      id: 1,
      ordered: false,
      maxRetransmits: 0,
    });
    this.#messages.onopen = onOpen;
    this.#messages.onmessage = ({ data }) => {
      onPulse();
      const message = parsePeerMessage(data);
      if (message) onMessage(message);
      else logger.warn('peer message dropped');
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
}
