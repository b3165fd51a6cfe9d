import { checkSection, isCandidateInit, takeCandidate } from './fake-candidates';
import { checkConfiguration } from './fake-configuration';
import type { FakeDataChannel } from './fake-data-channel';
import { FakeDataChannels } from './fake-data-channels';
import { FakeGatherer } from './fake-gatherer';
import { FakeIceAgent } from './fake-ice-agent';
import { FakeNegotiationFlag } from './fake-negotiation-flag';
import type { FakeNetwork } from './fake-network';
import { FakeOperationsChain } from './fake-operations-chain';
import type { FakeSenderHost } from './fake-rtp-sender';
import { FakeRtpTransceiver } from './fake-rtp-transceiver';
import { formatSdp, parseSdp } from './fake-sdp';
import { FakeSignaling, toSessionDescription } from './fake-signaling';
import { fakeStats } from './fake-stats';

type Implemented =
  | 'signalingState'
  | 'connectionState'
  | 'iceGatheringState'
  | 'localDescription'
  | 'remoteDescription'
  | 'currentLocalDescription'
  | 'currentRemoteDescription'
  | 'pendingLocalDescription'
  | 'pendingRemoteDescription'
  | 'onnegotiationneeded'
  | 'onicecandidate'
  | 'onsignalingstatechange'
  | 'onconnectionstatechange'
  | 'setLocalDescription'
  | 'setRemoteDescription'
  | 'addIceCandidate'
  | 'restartIce'
  | 'getConfiguration'
  | 'setConfiguration'
  | 'getStats'
  | 'close';

/**
 * An `RTCPeerConnection` without media that negotiates as webrtc-pc says: the operations chain (4.4.1.2), both kinds
 * of rollback, `negotiationneeded` (4.7.3), ICE generations, trickled candidates, and data channels agreed upon
 * beforehand, which need no section here. Not there: `track` events, `addTrack`, provisional answers. Network and scheduler decide when what is asynchronous happens.
 */
export class FakePeerConnection extends EventTarget implements Pick<RTCPeerConnection, Implemented> {
  onnegotiationneeded: RTCPeerConnection['onnegotiationneeded'] = null;
  onicecandidate: RTCPeerConnection['onicecandidate'] = null;
  onsignalingstatechange: RTCPeerConnection['onsignalingstatechange'] = null;
  onconnectionstatechange: RTCPeerConnection['onconnectionstatechange'] = null;
  readonly #network: FakeNetwork;
  readonly #chain = new FakeOperationsChain(() => this.#negotiationFlag.onChainEmpty());
  readonly #negotiationFlag: FakeNegotiationFlag;
  readonly #agent: FakeIceAgent;
  readonly #signaling: FakeSignaling;
  readonly #host: FakeSenderHost;
  readonly #gatherer: FakeGatherer;
  readonly #channels = new FakeDataChannels((id, data, onGone) =>
    this.#network.deliver(this.#agent, id, data, onGone),
  );
  #configuration: RTCConfiguration = {};
  #isClosed = false;
  #created: { offer?: string; answer?: string } = {};

  constructor(network: FakeNetwork) {
    super();
    const id = network.nextNumber();
    this.#network = network;
    this.#agent = new FakeIceAgent(network, {
      onStateChange: () => this.#onConnectionState(),
      onData: (channelId, data) => this.#channels.receive(channelId, data),
    });
    this.#negotiationFlag = new FakeNegotiationFlag({
      chain: this.#chain,
      scheduler: network.scheduler,
      getState: () => this.signalingState,
      check: () => this.#signaling.isNegotiationNeeded(),
      onNeeded: () => this.#fire('negotiationneeded'),
    });
    this.#host = {
      chain: this.#chain,
      scheduler: network.scheduler,
      updateNegotiationNeeded: () => this.#negotiationFlag.update(),
    };
    this.#signaling = new FakeSignaling({
      createUsernameFragment: () => `ufrag${network.nextNumber()}`,
      createOrigin: () => `${id} ${network.nextNumber()}`,
      fingerprint: `FA:CE:${String(id).padStart(4, '0').replace(/^(..)/, '$1:')}`,
      addTransceiver: (kind) => this.#add({ kind, direction: 'recvonly', isFromRemote: true }),
    });
    this.#gatherer = new FakeGatherer(network, this.#signaling, (candidate) =>
      this.#fire('icecandidate', { candidate }),
    );
  }

  /** This object where an `RTCPeerConnection` is expected. The one cast: what is not there throws when touched. */
  asPeerConnection(): RTCPeerConnection {
    return this as unknown as RTCPeerConnection;
  }

  get signalingState(): RTCSignalingState {
    return this.#isClosed ? 'closed' : this.#signaling.state;
  }

  get connectionState(): RTCPeerConnectionState {
    return this.#agent.state;
  }

  get iceGatheringState(): RTCIceGatheringState {
    return this.#gatherer.state;
  }

  get localDescription(): RTCSessionDescription | null {
    return this.pendingLocalDescription ?? this.currentLocalDescription;
  }

  get remoteDescription(): RTCSessionDescription | null {
    return this.pendingRemoteDescription ?? this.currentRemoteDescription;
  }

  get currentLocalDescription(): RTCSessionDescription | null {
    return toSessionDescription(this.#signaling.currentLocal);
  }

  get currentRemoteDescription(): RTCSessionDescription | null {
    return toSessionDescription(this.#signaling.currentRemote);
  }

  get pendingLocalDescription(): RTCSessionDescription | null {
    return toSessionDescription(this.#signaling.pendingLocal);
  }

  get pendingRemoteDescription(): RTCSessionDescription | null {
    return toSessionDescription(this.#signaling.pendingRemote);
  }

  getTransceivers(): FakeRtpTransceiver[] {
    return [...this.#signaling.transceivers];
  }

  addTransceiver(
    trackOrKind: 'audio' | 'video' | MediaStreamTrack,
    init: RTCRtpTransceiverInit = {},
  ): FakeRtpTransceiver {
    if (this.#isClosed) throw new DOMException('closed', 'InvalidStateError');
    const track = typeof trackOrKind === 'string' ? null : trackOrKind;
    const kind = (track?.kind ?? trackOrKind) === 'audio' ? 'audio' : 'video';
    const streamIds = (init.streams ?? []).map(({ id }) => id);
    const transceiver = this.#add({ kind, direction: init.direction ?? 'sendrecv', streamIds });
    transceiver.sender.track = track;
    this.#negotiationFlag.update();
    return transceiver;
  }

  /** Only channels agreed upon beforehand. */
  createDataChannel(label: string, init: RTCDataChannelInit = {}): FakeDataChannel {
    if (this.#isClosed) throw new DOMException('closed', 'InvalidStateError');
    const channel = this.#channels.create(label, init);
    if (this.connectionState === 'connected') this.#network.scheduler(() => this.#channels.openAll());
    return channel;
  }

  createOffer(): Promise<RTCSessionDescriptionInit> {
    return this.#chain.run(() => this.#create('offer'));
  }

  createAnswer(): Promise<RTCSessionDescriptionInit> {
    return this.#chain.run(() => this.#create('answer'));
  }

  setLocalDescription(description?: RTCLocalSessionDescriptionInit): Promise<void> {
    return this.#chain.run(async () => {
      const implied = this.signalingState === 'have-remote-offer' ? 'answer' : 'offer';
      const type = description?.type ?? implied;
      if (type === 'pranswer') throw new DOMException('not modelled', 'NotSupportedError');
      if (type === 'rollback') return this.#rollback();
      const sdp = description?.sdp || (await this.#create(type)).sdp || '';
      if (sdp !== this.#created[type]) throw new DOMException('altered', 'InvalidModificationError');
      await this.#step();
      this.#change(() => this.#signaling.applyLocal({ type, sdp: parseSdp(sdp) }));
      this.#gatherer.gather();
    });
  }

  setRemoteDescription({ type, sdp = '' }: RTCSessionDescriptionInit): Promise<void> {
    return this.#chain.run(async () => {
      if (type === 'pranswer') throw new DOMException('not modelled', 'NotSupportedError');
      if (type === 'rollback') return this.#rollback();
      // The implied rollback is a step of its own: a description that is refused afterwards does not undo it.
      if (type === 'offer' && this.signalingState === 'have-local-offer') await this.#rollback();
      await this.#step();
      const description = { type, sdp: parseSdp(sdp) };
      this.#change(() => this.#signaling.applyRemote(description));
      if (description.sdp.candidates.length > 0) {
        this.#agent.addRemoteCandidate(description.sdp.usernameFragment);
      }
    });
  }

  addIceCandidate(init: RTCIceCandidateInit | null = {}): Promise<void> {
    const candidate = init ?? {};
    if (!isCandidateInit(candidate)) return Promise.reject(new TypeError('neither sdpMid nor sdpMLineIndex'));
    return this.#chain.run(async () => {
      checkSection(this.#signaling, candidate);
      await this.#step();
      const usernameFragment = takeCandidate(this.#signaling, candidate);
      if (usernameFragment !== null) this.#agent.addRemoteCandidate(usernameFragment);
    });
  }

  restartIce(): void {
    this.#signaling.restartIce();
    this.#negotiationFlag.update();
  }

  getConfiguration(): RTCConfiguration {
    return this.#configuration;
  }

  setConfiguration(configuration: RTCConfiguration = {}): void {
    if (this.#isClosed) throw new DOMException('closed', 'InvalidStateError');
    checkConfiguration(this.#configuration, configuration);
    this.#configuration = configuration;
  }

  async getStats(): Promise<RTCStatsReport> {
    await this.#step();
    const isConnected = this.connectionState === 'connected';
    return fakeStats({ isConnected, isRelayed: this.#network.isRelayed });
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#chain.close();
    this.#gatherer.close();
    for (const transceiver of this.#signaling.transceivers) transceiver.markStopped();
    this.#channels.closeAll();
    this.#agent.close();
  }

  #onConnectionState(): void {
    if (this.connectionState === 'connected') this.#channels.openAll();
    this.#fire('connectionstatechange');
  }

  #add(init: ConstructorParameters<typeof FakeRtpTransceiver>[0]): FakeRtpTransceiver {
    const transceiver = new FakeRtpTransceiver(init, this.#host);
    this.#signaling.transceivers.push(transceiver);
    return transceiver;
  }

  async #create(type: 'offer' | 'answer'): Promise<{ type: 'offer' | 'answer'; sdp: string }> {
    await this.#step();
    const created = type === 'offer' ? this.#signaling.createOffer() : this.#signaling.createAnswer();
    const sdp = formatSdp(created);
    this.#created[type] = sdp;
    return { type, sdp };
  }

  async #rollback(): Promise<void> {
    await this.#step();
    this.#change(() => this.#signaling.rollback());
  }

  /** Resolves in a later task, as what a browser does "in parallel"; never after `close`. */
  #step(): Promise<void> {
    return new Promise((resolve) => {
      this.#network.scheduler(() => {
        if (!this.#isClosed) resolve();
      });
    });
  }

  /** Applies a description or rollback and does what follows from the new state (webrtc-pc 4.4.1.5). */
  #change(apply: () => void): void {
    const before = this.signalingState;
    apply();
    const { currentLocal, currentRemote } = this.#signaling;
    if (this.signalingState === 'stable') {
      if (currentLocal && currentRemote) {
        this.#agent.setPair({
          local: currentLocal.sdp.usernameFragment,
          remote: currentRemote.sdp.usernameFragment,
        });
      }
      this.#negotiationFlag.clear();
    }
    if (this.signalingState !== before) this.#fire('signalingstatechange');
  }

  #fire(
    type: 'negotiationneeded' | 'icecandidate' | 'signalingstatechange' | 'connectionstatechange',
    fields: { candidate?: unknown } = {},
  ): void {
    const event = Object.assign(new Event(type), fields) as RTCPeerConnectionIceEvent;
    this[`on${type}`]?.call(this.asPeerConnection(), event);
    this.dispatchEvent(event);
  }
}
