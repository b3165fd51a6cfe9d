import type { CandidatesMessage, DescriptionMessage } from '@/lib/protocol';
import { toBase64Url } from '@/lib/protocol';
import type { Clock, TimerId } from '@/lib/store/clock';
import type { Logger } from '@/lib/store/logger';
import { createSerialQueue } from '@/lib/store/serial-queue';
import { CandidateBatch } from './candidate-batch';
import { CandidateQueue } from './candidate-queue';
import { withSpeechParameters } from './speech-parameters';
import { withoutStrayPayloads } from './stray-payloads';

/** An offer that has no answer after this long is sent again (PROTOCOL N4). */
const offerRetryMs = 4_000;

/** An answer is said again no more often than this: who repeats an offer must not decide how much we send. */
const answerAgainMs = 100;

/** A description within one session. */
export type SessionDescription = Omit<DescriptionMessage, 'session' | 'toEpoch'>;
/** Candidates within one session. */
export type SessionCandidates = Omit<CandidatesMessage, 'session'>;

/** What one end of a negotiation says to the other. */
export type PeerMessage =
  | { kind: 'description'; content: SessionDescription }
  | { kind: 'candidates'; content: SessionCandidates };

export interface NegotiatorOptions {
  peerConnection: RTCPeerConnection;
  /** The polite side gives way when two offers cross (webrtc-pc 10.7). */
  isPolite: boolean;
  /** Nothing is sent before `release`: the offer waits to travel with something else. */
  isHeld: boolean;
  send: (message: PeerMessage) => void;
  /** Called between a remote offer and our answer: the moment to attach tracks. */
  beforeAnswer: () => void;
  /** A description that the browser refused. The negotiation goes on with the next one. */
  onError: (error: unknown) => void;
  clock: Clock;
  logger: Logger;
}

/**
 * Perfect negotiation (webrtc-pc 10.7, RFC 8829) as one queue of operations: incoming messages and our own offers
 * are handled strictly one after another, so glare has one form only: a remote offer while ours is unanswered.
 */
export class Negotiator {
  readonly #options: NegotiatorOptions;
  readonly #peerConnection: RTCPeerConnection;
  readonly #queue = createSerialQueue();
  readonly #remoteCandidates: CandidateQueue;
  readonly #localCandidates: CandidateBatch;
  #isHeld: boolean;
  #isHeldOfferTaken = false;
  #isClosed = false;
  #unanswered: { negotiation: string } | null = null;
  #answered: { negotiation: string; saidMs: number } | null = null;
  #retryTimer: TimerId | null = null;

  constructor(options: NegotiatorOptions) {
    this.#options = options;
    this.#peerConnection = options.peerConnection;
    this.#isHeld = options.isHeld;
    this.#remoteCandidates = new CandidateQueue(this.#peerConnection, (error) => {
      options.logger.debug('candidate refused', { error: String(error) });
    });
    this.#localCandidates = new CandidateBatch(options.clock, (content) =>
      options.send({ kind: 'candidates', content }),
    );
    if (!this.#isHeld) this.#localCandidates.release();
    this.#peerConnection.onnegotiationneeded = () => this.#enqueue(() => this.#makeOffer());
    this.#peerConnection.onicecandidate = ({ candidate }) => {
      if (candidate) this.#localCandidates.add(candidate);
    };
  }

  /**
   * The offer that waits for `release`, with all candidates gathered so far, to be delivered by the caller;
   * `null` until there is one.
   */
  takeHeldOffer(): SessionDescription | null {
    if (!this.#isHeld) return null;
    this.#localCandidates.clear();
    const offer = this.#describeOffer();
    this.#isHeldOfferTaken = offer !== null;
    return offer;
  }

  /** Starts sending. `isOfferDelivered`: the held offer, if it was taken, has reached the other side by another way. */
  release({ isOfferDelivered }: { isOfferDelivered: boolean }): void {
    if (!this.#isHeld) return;
    this.#isHeld = false;
    if (isOfferDelivered && this.#isHeldOfferTaken) {
      this.#armRetry();
    } else {
      // Never sent before, so the other side will read the candidates in it; a repeated offer is not read.
      this.#localCandidates.clear();
      this.resync();
    }
    this.#localCandidates.release();
  }

  /** Handles a message of the other side. Messages are handled in the order of the calls. */
  receive(message: PeerMessage): void {
    this.#enqueue(() =>
      message.kind === 'description'
        ? this.#receiveDescription(message.content)
        : this.#receiveCandidates(message.content),
    );
  }

  /** Says again what the other side may have missed: the offer that it has not answered (PROTOCOL N4). */
  resync(): void {
    if (this.#isClosed || this.#isHeld) return;
    const offer = this.#describeOffer();
    if (!offer) return;
    this.#options.send({ kind: 'description', content: offer });
    this.#armRetry();
  }

  close(): void {
    this.#isClosed = true;
    this.#peerConnection.onnegotiationneeded = null;
    this.#peerConnection.onicecandidate = null;
    this.#localCandidates.clear();
    this.#disarmRetry();
  }

  #enqueue(task: () => Promise<void>): void {
    this.#queue
      .run(async () => {
        if (!this.#isClosed) await task();
      })
      .catch((error: unknown) => {
        if (!this.#isClosed) this.#options.onError(error);
      });
  }

  async #makeOffer(): Promise<void> {
    // Not stable: the event fires again once it is.
    if (this.#peerConnection.signalingState !== 'stable') return;
    // An offer of theirs that was refused leaves our data channels without a section, which asks for an offer. One
    // without the media that only their offer lays out would connect, and nobody would see or hear anything.
    const hasBegun = this.#peerConnection.currentRemoteDescription !== null;
    if (!hasBegun && !this.#options.isPolite) return;
    await this.#peerConnection.setLocalDescription();
    if (this.#isClosed) return;
    this.#unanswered = { negotiation: randomNegotiation() };
    this.#options.logger.debug('offer made');
    this.resync();
  }

  async #receiveDescription(description: SessionDescription): Promise<void> {
    if (description.type === 'offer') await this.#receiveOffer(description);
    else await this.#receiveAnswer(description);
  }

  async #receiveOffer({ negotiation, sdp }: SessionDescription): Promise<void> {
    if (negotiation === this.#answered?.negotiation) {
      const { clock } = this.#options;
      if (clock.now() - this.#answered.saidMs >= answerAgainMs) this.#sendAnswer();
      return;
    }
    const isGlare = this.#peerConnection.signalingState === 'have-local-offer';
    if (isGlare && !this.#options.isPolite) {
      this.#options.logger.debug('offer ignored, ours stands');
      return;
    }
    try {
      await this.#answer(negotiation, sdp);
    } catch (error) {
      await this.#recover();
      throw error;
    }
  }

  async #answer(negotiation: string, sdp: string): Promise<void> {
    // In a glare this rolls our own offer back (RFC 8829 section 4.1.10.2).
    await this.#peerConnection.setRemoteDescription({ type: 'offer', sdp: withSpeechParameters(sdp) });
    this.#unanswered = null;
    this.#disarmRetry();
    this.#options.beforeAnswer();
    await this.#remoteCandidates.flush();
    await this.#peerConnection.setLocalDescription();
    if (this.#isClosed) return;
    this.#answered = { negotiation, saidMs: 0 };
    this.#options.logger.debug('offer answered');
    this.#sendAnswer();
  }

  /**
   * After an offer that can't be answered: back to stable. If ours had given way to it, `negotiationneeded` asks for
   * it again (webrtc-pc 4.7.3; Chromium refuses before it rolls back, and ours still stands).
   */
  async #recover(): Promise<void> {
    if (this.#peerConnection.signalingState !== 'have-remote-offer') return;
    await this.#peerConnection.setRemoteDescription({ type: 'rollback' });
  }

  async #receiveAnswer({ negotiation, sdp }: SessionDescription): Promise<void> {
    if (negotiation !== this.#unanswered?.negotiation) {
      this.#options.logger.debug('answer to no open offer dropped');
      return;
    }
    await this.#peerConnection.setRemoteDescription({ type: 'answer', sdp: withSpeechParameters(sdp) });
    this.#unanswered = null;
    this.#disarmRetry();
    this.#options.logger.debug('answer accepted');
    await this.#remoteCandidates.flush();
  }

  async #receiveCandidates({ candidates }: SessionCandidates): Promise<void> {
    await this.#remoteCandidates.add(candidates);
  }

  #sendAnswer(): void {
    // Not `localDescription`: that is our own offer while one is open, and the other side may need both.
    const answer = this.#peerConnection.currentLocalDescription;
    if (!this.#answered || answer?.type !== 'answer') return;
    this.#answered.saidMs = this.#options.clock.now();
    const { negotiation } = this.#answered;
    const content = { negotiation, type: answer.type, sdp: withoutStrayPayloads(answer.sdp) };
    this.#options.send({ kind: 'description', content });
  }

  #describeOffer(): SessionDescription | null {
    const offer = this.#peerConnection.pendingLocalDescription;
    if (!this.#unanswered || offer?.type !== 'offer') return null;
    const { negotiation } = this.#unanswered;
    return { negotiation, type: offer.type, sdp: withoutStrayPayloads(offer.sdp) };
  }

  #armRetry(): void {
    this.#disarmRetry();
    this.#retryTimer = this.#options.clock.setTimeout(() => this.resync(), offerRetryMs);
  }

  #disarmRetry(): void {
    if (this.#retryTimer !== null) this.#options.clock.clearTimeout(this.#retryTimer);
    this.#retryTimer = null;
  }
}

function randomNegotiation(): string {
  return toBase64Url(crypto.getRandomValues(new Uint8Array(8)));
}
