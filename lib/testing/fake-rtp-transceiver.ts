import { FakeMediaStreamTrack } from './fake-media-track';
import { FakeRtpSender, type FakeSenderHost } from './fake-rtp-sender';

interface FakeTransceiverInit {
  kind: 'audio' | 'video';
  direction: RTCRtpTransceiverDirection;
  streamIds?: readonly string[];
  /** Made by `setRemoteDescription`: a rollback of that description takes it away again. */
  isFromRemote?: boolean;
}

/** An `RTCRtpTransceiver` (webrtc-pc 5.4). The peer connection that owns it keeps the fields up to date. */
export class FakeRtpTransceiver
  implements Pick<RTCRtpTransceiver, 'mid' | 'direction' | 'currentDirection' | 'stop'>
{
  readonly kind: 'audio' | 'video';
  readonly sender: FakeRtpSender;
  readonly receiver: {
    track: FakeMediaStreamTrack;
    /** What `getSynchronizationSources` reports. */
    sources: RTCRtpSynchronizationSource[];
    getSynchronizationSources: () => RTCRtpSynchronizationSource[];
  };
  mid: string | null = null;
  currentDirection: RTCRtpTransceiverDirection | null = null;
  isStopping = false;
  isStopped = false;
  isFromRemote: boolean;
  #direction: RTCRtpTransceiverDirection;
  readonly #host: FakeSenderHost;

  constructor(
    { kind, direction, streamIds = [], isFromRemote = false }: FakeTransceiverInit,
    host: FakeSenderHost,
  ) {
    this.kind = kind;
    this.isFromRemote = isFromRemote;
    this.#direction = direction;
    this.#host = host;
    this.sender = new FakeRtpSender(kind, streamIds, host);
    const receiver: FakeRtpTransceiver['receiver'] = {
      track: new FakeMediaStreamTrack({ kind }),
      sources: [],
      getSynchronizationSources: () => receiver.sources,
    };
    this.receiver = receiver;
  }

  get direction(): RTCRtpTransceiverDirection {
    return this.isStopping ? 'stopped' : this.#direction;
  }

  set direction(direction: RTCRtpTransceiverDirection) {
    if (this.isStopping) throw new DOMException('stopping', 'InvalidStateError');
    if (direction === this.#direction) return;
    this.#direction = direction;
    this.#host.updateNegotiationNeeded();
  }

  stop(): void {
    if (this.isStopping) return;
    this.isStopping = true;
    this.sender.isStopped = true;
    this.receiver.track.stop();
    this.#host.updateNegotiationNeeded();
  }

  /** The other end, or a rollback, has ended it: nothing is left to negotiate. */
  markStopped(): void {
    this.isStopping = true;
    this.isStopped = true;
    this.sender.isStopped = true;
    this.receiver.track.stop();
    this.currentDirection = 'stopped';
  }
}

/** What a direction is from the other end. */
export function reverseDirection(direction: RTCRtpTransceiverDirection): RTCRtpTransceiverDirection {
  if (direction === 'sendonly') return 'recvonly';
  if (direction === 'recvonly') return 'sendonly';
  return direction;
}

/** What both directions allow (RFC 8829 section 5.3.1). */
export function intersectDirections(
  a: RTCRtpTransceiverDirection,
  b: RTCRtpTransceiverDirection,
): RTCRtpTransceiverDirection {
  const canSend = isSending(a) && isSending(b);
  const canReceive = isReceiving(a) && isReceiving(b);
  if (canSend) return canReceive ? 'sendrecv' : 'sendonly';
  return canReceive ? 'recvonly' : 'inactive';
}

export function isSending(direction: RTCRtpTransceiverDirection): boolean {
  return direction === 'sendrecv' || direction === 'sendonly';
}

function isReceiving(direction: RTCRtpTransceiverDirection): boolean {
  return direction === 'sendrecv' || direction === 'recvonly';
}
