import type { FakeOperationsChain } from './fake-operations-chain';
import type { StepScheduler } from './step-scheduler';

/** What a sender needs of its connection. */
export interface FakeSenderHost {
  chain: FakeOperationsChain;
  scheduler: StepScheduler;
  updateNegotiationNeeded: () => void;
}

/** An `RTCRtpSender` with one encoding (webrtc-pc 5.2): parameters can be set once from one reading. */
export class FakeRtpSender
  implements Pick<RTCRtpSender, 'track' | 'getParameters' | 'setParameters' | 'replaceTrack' | 'setStreams'>
{
  track: MediaStreamTrack | null = null;
  streamIds: readonly string[];
  isStopped = false;
  encodings: RTCRtpEncodingParameters[] = [{ active: true }];
  readonly #kind: 'audio' | 'video';
  readonly #host: FakeSenderHost;
  #lastReturned: RTCRtpSendParameters | null = null;
  #transactionCount = 0;

  constructor(kind: 'audio' | 'video', streamIds: readonly string[], host: FakeSenderHost) {
    this.#kind = kind;
    this.streamIds = streamIds;
    this.#host = host;
  }

  /** The same reading until the end of the task, then a new one (webrtc-pc 5.2.2). */
  getParameters(): RTCRtpSendParameters {
    if (!this.#lastReturned) {
      this.#transactionCount += 1;
      this.#lastReturned = {
        transactionId: String(this.#transactionCount),
        encodings: structuredClone(this.encodings),
        headerExtensions: [],
        codecs: [],
        rtcp: {},
      };
      const reading = this.#lastReturned;
      this.#host.scheduler(() => {
        if (this.#lastReturned === reading) this.#lastReturned = null;
      });
    }
    return structuredClone(this.#lastReturned);
  }

  async setParameters(parameters: RTCRtpSendParameters): Promise<void> {
    const reading = this.#lastReturned;
    this.#lastReturned = null;
    if (this.isStopped) throw new DOMException('stopped', 'InvalidStateError');
    if (!reading) throw new DOMException('getParameters was not called before', 'InvalidStateError');
    if (parameters.transactionId !== reading.transactionId) {
      throw new DOMException('another reading', 'InvalidModificationError');
    }
    if (parameters.encodings.length !== reading.encodings.length) {
      throw new DOMException('number of encodings', 'InvalidModificationError');
    }
    for (const encoding of parameters.encodings) this.#check(encoding);
    const encodings = structuredClone(parameters.encodings);
    await new Promise<void>((resolve) => this.#host.scheduler(resolve));
    this.encodings = encodings;
  }

  replaceTrack(track: MediaStreamTrack | null): Promise<void> {
    if (track && track.kind !== this.#kind) {
      return Promise.reject(new TypeError(`a ${track.kind} track for a ${this.#kind} sender`));
    }
    return this.#host.chain.run(async () => {
      if (this.isStopped) throw new DOMException('stopped', 'InvalidStateError');
      await new Promise<void>((resolve) => this.#host.scheduler(resolve));
      this.track = track;
    });
  }

  setStreams(...streams: MediaStream[]): void {
    this.streamIds = streams.map(({ id }) => id);
    this.#host.updateNegotiationNeeded();
  }

  #check(encoding: RTCRtpEncodingParameters): void {
    const { scaleResolutionDownBy, maxFramerate } = encoding;
    if (this.#kind === 'audio') {
      delete encoding.scaleResolutionDownBy;
      delete encoding.maxFramerate;
      return;
    }
    if (scaleResolutionDownBy !== undefined && scaleResolutionDownBy < 1) {
      throw new RangeError('scaleResolutionDownBy below 1');
    }
    if (maxFramerate !== undefined && maxFramerate < 0) throw new RangeError('maxFramerate below 0');
  }
}
