import type { OpenedMessage } from '@/lib/crypto/opener';
import type { SealedContents } from '@/lib/crypto/sealer';
import { createSpeechDetector, type SpeechDetector } from '@/lib/media/speech-detector';
import { type IceConfig, type ParticipantId, toBase64Url } from '@/lib/protocol';
import type { Clock, TimerId } from '@/lib/store/clock';
import type { Logger } from '@/lib/store/logger';
import { type MediaSource, mediaSources, type OutgoingStreams } from '@/lib/webrtc/media-sections';
import type { PeerMessage } from '@/lib/webrtc/negotiator';
import { PeerSession } from '@/lib/webrtc/peer-session';
import { uplinkBudget } from '@/lib/webrtc/uplink-budget';

/** How often the loudness of the others is looked at. */
const speechPollMs = 200;
/** Audio levels as RTP carries them (RFC 6464): speech is above 0.02, and pauses between words do not end it. */
const speech = { onLevel: 0.02, attackMs: 0, offLevel: 0.02, releaseMs: 800 };

/** Nobody may begin sessions with us faster than this: an offer dropped for it is repeated (PROTOCOL N4). */
const sessionEveryMs = 2_000;
/** As many sessions of one participant are remembered after their end. */
const formerSessionsKept = 16;

/** A sealed message for one peer, before it is sealed. */
export type OutgoingMessage =
  | { kind: 'description'; content: Omit<SealedContents['description'], 'toEpoch'> }
  | { kind: 'candidates'; content: SealedContents['candidates'] };

export interface PeerMeshOptions {
  self: ParticipantId;
  createPeerConnection: (configuration: RTCConfiguration) => RTCPeerConnection;
  /** The streams that our tracks are announced in. */
  streams: OutgoingStreams;
  getLocalTrack: (source: MediaSource) => MediaStreamTrack | null;
  send: (to: ParticipantId, message: OutgoingMessage) => void;
  onChange: () => void;
  clock: Clock;
  logger: Logger;
}

interface Peer {
  readonly sessionId: string;
  readonly session: PeerSession;
  readonly isOfferer: boolean;
  readonly begunMs: number;
  readonly speech: SpeechDetector;
  isWarm: boolean;
  isSpeaking: boolean;
}

/** One peer session for each other participant. What happens to one leaves the others alone. */
export class PeerMesh {
  readonly #options: PeerMeshOptions;
  readonly #peers = new Map<ParticipantId, Peer>();
  readonly #formerSessionIds = new Map<ParticipantId, string[]>();
  readonly #speechTimer: TimerId;
  #configuration: RTCConfiguration = {};

  constructor(options: PeerMeshOptions) {
    this.#options = options;
    this.#speechTimer = options.clock.setInterval(() => this.#pollSpeech(), speechPollMs);
  }

  /** Used by sessions from now on, those there are included (webrtc-pc 4.4.1.6, `setConfiguration`). */
  setIce({ iceServers, iceTransportPolicy }: IceConfig): void {
    this.#configuration = {
      iceServers: iceServers as RTCIceServer[],
      iceTransportPolicy,
      bundlePolicy: 'max-bundle',
    };
    for (const { session } of this.#peers.values()) session.setConfiguration(this.#configuration);
  }

  has(participantId: ParticipantId): boolean {
    return this.#peers.has(participantId);
  }

  /** Whether media flows between us. */
  isConnected(participantId: ParticipantId): boolean {
    return this.getSession(participantId)?.status.status === 'connected';
  }

  /** In the lobby: makes an offer and gathers candidates for somebody who does not know of us yet. */
  warm(participantId: ParticipantId): void {
    if (!this.has(participantId)) this.#offer(participantId, { isWarm: true });
  }

  /** The offer made by `warm`, to travel inside the join; `null` if it is not ready. */
  takeHeldOffer(participantId: ParticipantId): OutgoingMessage | null {
    const peer = this.#peers.get(participantId);
    const offer = peer?.session.takeHeldOffer();
    return peer && offer ? { kind: 'description', content: { session: peer.sessionId, ...offer } } : null;
  }

  /**
   * We are seated, and so is this one: offer, unless the join has delivered our offer; say again what may have been
   * lost when either side was away.
   */
  connect(participantId: ParticipantId, { isOfferDelivered }: { isOfferDelivered: boolean }): void {
    const peer = this.#peers.get(participantId);
    if (!peer) this.#offer(participantId, { isWarm: false });
    else if (peer.isWarm) {
      peer.isWarm = false;
      peer.session.release({ isOfferDelivered });
    } else peer.session.resync();
  }

  /** Handles what a participant said. An offer of a session that is new begins it (PROTOCOL N6, N8). */
  receive(from: ParticipantId, message: Exclude<OpenedMessage, { kind: 'profile' }>): void {
    const { self, clock, logger } = this.#options;
    const { session: sessionId } = message.content;
    const known = this.#peers.get(from);
    if (known?.sessionId === sessionId) {
      known.session.receive(withoutSession(message));
      return;
    }
    const isOffer = message.kind === 'description' && message.content.type === 'offer';
    const isOver = this.#formerSessionIds.get(from)?.includes(sessionId);
    // An offer that is still held back cannot be waited for.
    const isOursOpen = known?.isOfferer && !known.isWarm && !known.session.hasBeenAnswered;
    const isOursStanding = isOursOpen && self < from;
    const isTooSoon = known && !known.isOfferer && clock.now() - known.begunMs < sessionEveryMs;
    if (!isOffer || isOver || isOursStanding || isTooSoon) {
      logger.debug('message of another session dropped');
      return;
    }
    this.drop(from);
    const { session } = this.#open(from, sessionId, { isOfferer: false, isWarm: false });
    session.receive(withoutSession(message));
  }

  drop(participantId: ParticipantId): void {
    const peer = this.#peers.get(participantId);
    if (!peer) return;
    this.#peers.delete(participantId);
    const former = this.#formerSessionIds.get(participantId) ?? [];
    this.#formerSessionIds.set(participantId, [...former, peer.sessionId].slice(-formerSessionsKept));
    peer.session.close();
    this.applyBudgets();
  }

  /**
   * Ends every session that we have offered in vain so far, those held back included: whoever answered one may have
   * ended it before we are back, and a session that was ended never begins again (PROTOCOL N8).
   */
  dropUnanswered(): void {
    for (const [participantId, { isOfferer, session }] of [...this.#peers]) {
      if (isOfferer && !session.hasBeenAnswered) this.drop(participantId);
    }
  }

  setLocalTrack(source: MediaSource, track: MediaStreamTrack | null): void {
    for (const { session } of this.#peers.values()) session.setLocalTrack(source, track);
    this.applyBudgets();
  }

  /** Shares the uplink anew; called when people or our own screen come or go. */
  applyBudgets(): void {
    const budget = uplinkBudget(this.#peers.size, this.#options.getLocalTrack('screen') !== null);
    for (const { session } of this.#peers.values()) session.setBudget(budget);
  }

  getSession(participantId: ParticipantId): PeerSession | null {
    return this.#peers.get(participantId)?.session ?? null;
  }

  isSpeaking(participantId: ParticipantId): boolean {
    return this.#peers.get(participantId)?.isSpeaking ?? false;
  }

  /** Names a remote track for the interface: unlike `track.id`, no peer can choose it. */
  getTrackId(participantId: ParticipantId, source: MediaSource): string | null {
    const peer = this.#peers.get(participantId);
    return peer?.session.getRemoteTrack(source) ? `${participantId}/${source}/${peer.sessionId}` : null;
  }

  getTrack(trackId: string): MediaStreamTrack | null {
    const [participantId = '', source, sessionId] = trackId.split('/');
    const peer = this.#peers.get(participantId);
    const known = mediaSources.find((candidate) => candidate === source);
    if (!known || !peer || peer.sessionId !== sessionId) return null;
    return peer.session.getRemoteTrack(known);
  }

  close(): void {
    this.#options.clock.clearInterval(this.#speechTimer);
    for (const { session } of this.#peers.values()) session.close();
    this.#peers.clear();
  }

  /** A browser may refuse one more peer connection: that concerns this one only. */
  #offer(participantId: ParticipantId, { isWarm }: { isWarm: boolean }): void {
    try {
      this.#open(participantId, randomSessionId(), { isOfferer: true, isWarm });
    } catch (error) {
      this.#options.logger.warn('no peer connection', { error: String(error) });
    }
  }

  #open(
    participantId: ParticipantId,
    sessionId: string,
    { isOfferer, isWarm }: { isOfferer: boolean; isWarm: boolean },
  ): Peer {
    const { createPeerConnection, streams, getLocalTrack, send, onChange, clock, logger } = this.#options;
    const session = new PeerSession({
      peerConnection: createPeerConnection(this.#configuration),
      role: isOfferer ? 'offerer' : 'answerer',
      isWarm,
      streams,
      getLocalTrack,
      send: (message) => send(participantId, withSession(sessionId, message)),
      onChange,
      clock,
      logger,
    });
    const peer = {
      sessionId,
      session,
      isOfferer,
      begunMs: clock.now(),
      isWarm,
      speech: createSpeechDetector(speech),
      isSpeaking: false,
    };
    this.#peers.set(participantId, peer);
    this.applyBudgets();
    return peer;
  }

  #pollSpeech(): void {
    const nowMs = this.#options.clock.now();
    let hasChanged = false;
    for (const peer of this.#peers.values()) {
      const isSpeaking = peer.speech.update(peer.session.getAudioLevel(), nowMs);
      hasChanged ||= isSpeaking !== peer.isSpeaking;
      peer.isSpeaking = isSpeaking;
    }
    if (hasChanged) this.#options.onChange();
  }
}

function withSession(session: string, message: PeerMessage): OutgoingMessage {
  return message.kind === 'description'
    ? { kind: 'description', content: { session, ...message.content } }
    : { kind: 'candidates', content: { session, ...message.content } };
}

function withoutSession(message: Exclude<OpenedMessage, { kind: 'profile' }>): PeerMessage {
  if (message.kind === 'candidates') {
    return { kind: 'candidates', content: { candidates: message.content.candidates } };
  }
  const { negotiation, type, sdp } = message.content;
  return { kind: 'description', content: { negotiation, type, sdp } };
}

function randomSessionId(): string {
  return toBase64Url(crypto.getRandomValues(new Uint8Array(8)));
}
