import { silentLogger } from '@/lib/store/logger';
import { Negotiator, type PeerMessage, type SessionDescription } from '@/lib/webrtc/negotiator';
import { createFakeClock, type FakeClock } from './fake-clock';
import { FakeNetwork } from './fake-network';
import { FakePeerConnection } from './fake-peer-connection';
import { parseSdp } from './fake-sdp';
import { negotiationOutcome } from './negotiation-outcome';

/** What browsers do in parallel takes this long here, so that a test can look between two steps. */
export const stepMs = 1;
/** More than enough for a description to be made, and far less than a retry. */
const momentMs = 100;

/** One side of a negotiation: what it says is kept until a test hands it over. */
export class NegotiationEnd {
  readonly connection: FakePeerConnection;
  readonly negotiator: Negotiator;
  readonly sent: PeerMessage[] = [];
  readonly errors: unknown[] = [];
  beforeAnswer: () => void = () => undefined;

  constructor(network: FakeNetwork, options: { isPolite: boolean; isHeld: boolean }) {
    this.connection = new FakePeerConnection(network);
    this.negotiator = new Negotiator({
      ...options,
      peerConnection: this.connection.asPeerConnection(),
      send: (message) => this.sent.push(message),
      beforeAnswer: () => this.beforeAnswer(),
      onError: (error) => this.errors.push(error),
      clock: network.clock,
      logger: silentLogger,
    });
  }

  get descriptions(): SessionDescription[] {
    return this.sent.flatMap((message) => (message.kind === 'description' ? [message.content] : []));
  }

  get candidates(): string[] {
    return this.sent.flatMap((message) =>
      message.kind === 'candidates' ? message.content.candidates.map(({ candidate }) => candidate) : [],
    );
  }

  /** The candidates in our own newest description. */
  get ownCandidates(): readonly string[] {
    return parseSdp(this.connection.localDescription?.sdp ?? '').candidates;
  }

  /** The candidates that we know of the other side. */
  get knownCandidates(): readonly string[] {
    return parseSdp(this.connection.remoteDescription?.sdp ?? '').candidates;
  }

  /** Everything sent since the last call. */
  takeSent(): PeerMessage[] {
    return this.sent.splice(0);
  }

  receive(messages: readonly PeerMessage[]): void {
    for (const message of messages) this.negotiator.receive(message);
  }
}

/** Two ends over fakes. The polite one has something to offer as soon as `offer` is called. */
export class Negotiation {
  readonly clock: FakeClock = createFakeClock(0);
  readonly polite: NegotiationEnd;
  readonly impolite: NegotiationEnd;

  constructor({ isHeld = false }: { isHeld?: boolean } = {}) {
    const scheduler = (step: () => void) => void this.clock.setTimeout(step, stepMs);
    const network = new FakeNetwork({ clock: this.clock, scheduler });
    this.polite = new NegotiationEnd(network, { isPolite: true, isHeld });
    this.impolite = new NegotiationEnd(network, { isPolite: false, isHeld: false });
  }

  /** To be compared with `agreement`. */
  get outcome(): unknown {
    return negotiationOutcome(this.polite, this.impolite, this.clock);
  }

  aMoment(): Promise<void> {
    return this.clock.advanceAsync(momentMs);
  }

  /** The polite side makes its first offer and gathers its candidates; nothing is handed over. */
  async offer(): Promise<void> {
    this.polite.connection.addTransceiver('audio');
    await this.aMoment();
  }

  /** Hands everything over, both ways, until nobody has anything to say. */
  async talk(): Promise<void> {
    do {
      this.impolite.receive(this.polite.takeSent());
      this.polite.receive(this.impolite.takeSent());
      await this.aMoment();
    } while (this.polite.sent.length + this.impolite.sent.length > 0);
  }

  async connect(): Promise<void> {
    await this.offer();
    await this.talk();
  }
}
