import type { Clock } from '@/lib/store/clock';
import { createEmitter } from '@/lib/store/emitter';
import type { Logger } from '@/lib/store/logger';
import { NamedTimers } from '@/lib/store/named-timers';
import { createStore } from '@/lib/store/store';
import { MessageMeter } from '@/lib/webrtc/message-meter';
import type { Endpoint } from './endpoint';
import { candidateLine, readEndpointSdp, writeEndpointSdp } from './endpoint-sdp';

/** Addresses of this device are there at once; what is not found by then is none that helps. */
const gatherTimeoutMs = 4_000;
/** A browser gives up a place that does not answer after some 15 s, and people take longer than that to hand codes over. */
const knockEveryMs = 10_000;

/** As many texts are heard within each span: many times what a call comes to (PROTOCOL D6). */
const heardPerSpan = 200;
const spanMs = 5_000;

/** `waiting` until the two ends have found each other; `lost` is final. */
export type WireState = 'waiting' | 'open' | 'lost';

/** What a call needs of the connection of its two ends. */
export type Wire = Pick<DirectWire, 'state' | 'texts' | 'send'>;

export interface DirectWireOptions {
  createPeerConnection: (configuration: RTCConfiguration) => RTCPeerConnection;
  clock: Clock;
  logger: Logger;
}

/**
 * A connection of two browsers that need nothing but each other's `Endpoint` to find one another, and all the time
 * that people take to hand these over. It carries texts, in order, and takes the server's place in a call.
 */
export class DirectWire {
  readonly state = createStore<WireState>('waiting');
  readonly texts = createEmitter<{ text: string }>();
  readonly #peerConnection: RTCPeerConnection;
  readonly #channel: RTCDataChannel;
  readonly #timers: NamedTimers;
  readonly #options: DirectWireOptions;
  #knocks = 0;

  constructor(options: DirectWireOptions) {
    this.#options = options;
    this.#timers = new NamedTimers(options.clock);
    // Nobody is asked who would see the two: what neither of them can reach by itself stays out of reach.
    this.#peerConnection = options.createPeerConnection({ iceServers: [] });
    this.#channel = this.#peerConnection.createDataChannel('direct', { negotiated: true, id: 0 });
    this.#channel.onopen = () => this.#set('open');
    this.#channel.onclose = () => this.#set('lost');
    const meter = new MessageMeter({ perSpan: heardPerSpan, spanMs, clock: options.clock });
    this.#channel.onmessage = ({ data }) => {
      if (typeof data === 'string' && meter.count() === 'heard') this.texts.emit('text', data);
    };
    this.#peerConnection.onconnectionstatechange = () => {
      // Before it was open, a connection that has failed comes to life again with the other side's first word.
      const isOver = this.#peerConnection.connectionState === 'failed' && this.state.getSnapshot() === 'open';
      if (isOver) this.#set('lost');
    };
  }

  /** Our end, for the other side to answer. */
  async offer(): Promise<Endpoint> {
    await this.#peerConnection.setLocalDescription();
    return this.#gather();
  }

  /** Our end, in answer to theirs. From now on they are looked for. */
  async answer(remote: Endpoint): Promise<Endpoint> {
    await this.#peerConnection.setRemoteDescription({
      type: 'offer',
      sdp: writeEndpointSdp(remote, 'offer'),
    });
    await this.#peerConnection.setLocalDescription();
    this.#knockLater(remote);
    return this.#gather();
  }

  /** Takes in the other side's answer to our end. From now on they are looked for. */
  async accept(remote: Endpoint): Promise<void> {
    const sdp = writeEndpointSdp(remote, 'answer');
    await this.#peerConnection.setRemoteDescription({ type: 'answer', sdp });
    this.#knockLater(remote);
  }

  /** Whether the text is on its way. */
  send(text: string): boolean {
    if (this.#channel.readyState !== 'open') return false;
    this.#channel.send(text);
    return true;
  }

  /** Ends it for both sides. */
  close(): void {
    this.#set('lost');
  }

  #set(state: WireState): void {
    if (this.state.getSnapshot() === 'lost') return;
    this.#timers.clear();
    if (state === 'lost') this.#peerConnection.close();
    this.#options.logger.info('direct connection', { state });
    this.state.set(state);
  }

  /** Resolves with our end once all addresses are known, or as many as are known in good time. */
  async #gather(): Promise<Endpoint> {
    const peerConnection = this.#peerConnection;
    await new Promise<void>((resolve) => {
      const look = () => peerConnection.iceGatheringState === 'complete' && resolve();
      peerConnection.onicegatheringstatechange = look;
      this.#timers.set('gather', gatherTimeoutMs, resolve);
      look();
    });
    peerConnection.onicegatheringstatechange = null;
    this.#timers.cancel('gather');
    return readEndpointSdp(peerConnection.localDescription?.sdp ?? '');
  }

  /** Tries every place again for as long as nobody answers: our packets also open the way for theirs through firewalls. */
  #knockLater(remote: Endpoint): void {
    this.#timers.set('knock', knockEveryMs, () => {
      this.#knocks += 1;
      for (const [index, candidate] of remote.candidates.entries()) {
        const init = { candidate: candidateLine(candidate, index, this.#knocks), sdpMid: '0' };
        this.#peerConnection
          .addIceCandidate(init)
          .catch((error: unknown) => this.#options.logger.debug('not tried again', { error: String(error) }));
      }
      this.#knockLater(remote);
    });
  }
}
