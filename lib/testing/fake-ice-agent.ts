import type { TimerId } from '@/lib/store/clock';
import type { FakeChannelData } from './fake-data-channel';
import type { FakeNetwork } from './fake-network';

/** The credentials in use at both ends: one ICE generation. */
export interface FakePair {
  local: string;
  remote: string;
}

/** What a silent path becomes, and when: as Chromium does, give or take a second. */
const decay: Partial<Record<RTCPeerConnectionState, { afterMs: number; state: RTCPeerConnectionState }>> = {
  connecting: { afterMs: 15_000, state: 'failed' },
  connected: { afterMs: 6_000, state: 'disconnected' },
  disconnected: { afterMs: 10_000, state: 'failed' },
};

export interface FakeIceListener {
  onStateChange: () => void;
  /** Something has arrived on the data channel of this number. */
  onData: (channelId: number, data: FakeChannelData) => void;
}

/** One end of a path: knows its generation and candidates, and derives `connectionState` (webrtc-pc 4.3.3). */
export class FakeIceAgent {
  state: RTCPeerConnectionState = 'new';
  #pair: FakePair | null = null;
  #livePair: FakePair | null = null;
  #timer: TimerId | null = null;
  readonly #generationsWithCandidates = new Set<string>();
  readonly #network: FakeNetwork;
  readonly #listener: FakeIceListener;

  constructor(network: FakeNetwork, listener: FakeIceListener) {
    this.#network = network;
    this.#listener = listener;
    network.add(this);
  }

  get pair(): FakePair | null {
    return this.#pair;
  }

  /** The generation that data takes: the former one until a newer one has a path (RFC 8445 section 2.4). */
  get livePair(): FakePair | null {
    return this.#livePair;
  }

  /** Whether at least one candidate of the other end's current generation is known. */
  get hasRemoteCandidate(): boolean {
    return this.#pair !== null && this.#generationsWithCandidates.has(this.#pair.remote);
  }

  addRemoteCandidate(usernameFragment: string): void {
    this.#generationsWithCandidates.add(usernameFragment);
    this.#network.check();
  }

  /** Descriptions were agreed upon. A new generation begins anew, except that a live path goes on meanwhile. */
  setPair(pair: FakePair): void {
    if (this.#pair?.local === pair.local && this.#pair.remote === pair.remote) return;
    this.#pair = pair;
    this.#disarm();
    if (this.state !== 'connected') this.#set('connecting');
    this.#network.check();
  }

  /** Called by the network whenever a path may have come or gone. */
  check(): void {
    if (this.state === 'closed' || !this.#pair) return;
    if (!this.#network.hasPath(this)) this.#arm();
    else if (this.state === 'connected') {
      this.#livePair = this.#pair;
      this.#disarm();
    } else this.#network.scheduler(() => this.#connect());
  }

  receive(channelId: number, data: FakeChannelData): void {
    if (this.state !== 'closed') this.#listener.onData(channelId, data);
  }

  close(): void {
    this.state = 'closed';
    this.#disarm();
    this.#network.remove(this);
  }

  #connect(): void {
    if (this.state === 'closed' || this.state === 'connected' || !this.#network.hasPath(this)) return;
    this.#disarm();
    this.#livePair = this.#pair;
    this.#set('connected');
  }

  #set(state: RTCPeerConnectionState): void {
    this.state = state;
    this.#listener.onStateChange();
  }

  #arm(): void {
    const next = decay[this.state];
    if (!next || this.#timer !== null) return;
    this.#timer = this.#network.clock.setTimeout(() => {
      this.#timer = null;
      this.#set(next.state);
      this.check();
    }, next.afterMs);
  }

  #disarm(): void {
    if (this.#timer !== null) this.#network.clock.clearTimeout(this.#timer);
    this.#timer = null;
  }
}
