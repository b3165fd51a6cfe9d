import type { OpenedMessage } from '@/lib/crypto/opener';
import type { IceConfig, ParticipantId } from '@/lib/protocol';
import type { TimerId } from '@/lib/store/clock';
import type { Unsubscribe } from '@/lib/store/store';
import type { PeerStatus } from '@/lib/webrtc/connection-monitor';
import { type MediaSource, mediaSources } from '@/lib/webrtc/media-sections';
import type { PeerSession } from '@/lib/webrtc/peer-session';
import { type UplinkBudget, uplinkBudget } from '@/lib/webrtc/uplink-budget';
import { LinkMaker, type LinkMakerOptions } from './link-maker';
import { type Link, Peer } from './peer';
import { PictureDesk } from './picture-desk';
import { SessionHistory } from './session-history';
import { type OutgoingMessage, withoutSession } from './session-messages';

/** How often the others are looked at: how loud they are, and whether anything arrives from them. */
const tickMs = 200;

export interface PeerMeshOptions extends Omit<LinkMakerOptions, 'getBudget' | 'pictures'> {
  self: ParticipantId;
  /** Whether what is sent now would arrive: the server has us seated. */
  canSignal: () => boolean;
  /** Nothing arrives from somebody any more. */
  onSilent: () => void;
}

/** One peer for each other participant. What happens to one leaves the others alone. */
export class PeerMesh {
  readonly pictures = new PictureDesk();
  readonly #options: PeerMeshOptions;
  readonly #peers = new Map<ParticipantId, Peer>();
  readonly #history = new SessionHistory();
  readonly #maker: LinkMaker;
  readonly #ticker: TimerId;

  constructor(options: PeerMeshOptions) {
    this.#options = options;
    this.#maker = new LinkMaker({
      ...options,
      getBudget: (participantId) => this.#budget(participantId),
      pictures: this.pictures,
    });
    this.#ticker = options.clock.setInterval(() => this.#tick(), tickMs);
  }

  /** Used by sessions from now on, those there are included (webrtc-pc 4.4.1.6, `setConfiguration`). */
  setIce(ice: IceConfig): void {
    const configuration = this.#maker.setIce(ice);
    for (const session of this.#sessions()) session.setConfiguration(configuration);
  }

  has(participantId: ParticipantId): boolean {
    return this.#peers.has(participantId);
  }

  /** Whether somebody may see our address: their present path was begun while others than relays were allowed. */
  get isAddressSeen(): boolean {
    return [...this.#peers.values()].some(({ current }) => !current.isRelayOnly && !current.isWarm);
  }

  /** Whether a path to somebody is up. */
  isConnected(participantId: ParticipantId): boolean {
    return this.#find(participantId)?.isConnected ?? false;
  }

  /** In the lobby: makes an offer and gathers candidates for somebody who does not know of us yet. */
  warm(participantId: ParticipantId): void {
    if (!this.has(participantId)) this.#offer(participantId, { isWarm: true });
  }

  warmAll(participants: Iterable<{ participantId: ParticipantId }>): void {
    for (const { participantId } of participants) this.warm(participantId);
  }

  /** The offer made by `warm`, to travel inside the join; `null` if it is not ready. */
  takeHeldOffer(participantId: ParticipantId): OutgoingMessage | null {
    const link = this.#find(participantId)?.current;
    const offer = link?.session.takeHeldOffer();
    return link && offer ? { kind: 'description', content: { session: link.sessionId, ...offer } } : null;
  }

  /**
   * We are seated, and so is this one: offer, unless the join has delivered our offer; say again what may have been
   * lost when either side was away.
   */
  connect(participantId: ParticipantId, { isOfferDelivered }: { isOfferDelivered: boolean }): void {
    const peer = this.#find(participantId);
    if (!peer) this.#offer(participantId, { isWarm: false });
    else if (peer.current.isWarm) {
      peer.current.isWarm = false;
      peer.current.session.release({ isOfferDelivered });
    } else peer.onSignalingBack(this.#options.clock.now());
  }

  /** Somebody was heard of: an offer that they have not answered may have been lost (PROTOCOL N4). */
  resync(participantId: ParticipantId): void {
    for (const { session } of this.#find(participantId)?.links ?? []) session.resync();
  }

  /**
   * Replaces every path, as after a change of what they may go through. What we have offered, and nothing has arrived
   * on, is offered anew instead of once more: it holds what we had gathered before.
   */
  renewAll(): void {
    for (const [participantId, peer] of [...this.#peers]) {
      const { isWarm, isOfferer, session } = peer.current;
      if (session.hasHeard || !isOfferer) peer.renew(this.#options.clock.now());
      else {
        this.drop(participantId);
        this.#offer(participantId, { isWarm });
      }
    }
  }

  /** Replaces the path to somebody; the present one serves until another works. */
  recover(participantId: ParticipantId): void {
    this.#find(participantId)?.recover();
  }

  /** Our own network has changed: better paths are looked for, and lost ones anew. */
  onNetworkChange(): void {
    for (const peer of this.#peers.values()) peer.onNetworkChange(this.#options.clock.now());
  }

  /** Handles what a participant said. An offer of a session that is new begins it (PROTOCOL N6, N8, N9). */
  receive(from: ParticipantId, message: Exclude<OpenedMessage, { kind: 'profile' }>): void {
    const { clock, logger } = this.#options;
    const { session: sessionId } = message.content;
    const peer = this.#find(from);
    const session = peer?.find(sessionId);
    if (session) {
      session.receive(withoutSession(message));
      return;
    }
    const isOffer = message.kind === 'description' && message.content.type === 'offer';
    const isOver = this.#history.isOver(from, sessionId);
    const mayBegin = isOffer && !isOver && this.#history.mayBegin(from, clock.now());
    const isOursStanding = this.#isOursStanding(from);
    if (!mayBegin || isOursStanding) {
      logger.debug('message of another session dropped');
      // Whoever offers although ours stands may not have got it.
      if (mayBegin) peer?.newest.session.resync();
      return;
    }
    // Beside one that works, or has worked; in place of one that never did.
    const isBeside = peer?.current.session.hasHeard ?? false;
    if (!isBeside) this.drop(from);
    const link = this.#maker.answer(from, sessionId, { isFresh: isBeside });
    if (isBeside) peer?.takeFresh(link);
    else this.#add(from, link);
    link.session.receive(withoutSession(message));
  }

  drop(participantId: ParticipantId): void {
    const peer = this.#find(participantId);
    if (!peer) return;
    this.#peers.delete(participantId);
    this.pictures.forget(participantId);
    for (const { sessionId } of peer.links) this.#history.end(participantId, sessionId);
    peer.close();
    this.applyBudgets();
  }

  /**
   * Ends every session that we have offered in vain so far, those held back included: whoever answered one may have
   * ended it before we are back, and a session that was ended never begins again (PROTOCOL N8).
   */
  dropUnanswered(): void {
    for (const [participantId, peer] of [...this.#peers]) {
      const { isOfferer, session } = peer.current;
      if (isOfferer && !session.hasBeenAnswered) this.drop(participantId);
      else peer.dropUnansweredFresh();
    }
  }

  setLocalTrack(source: MediaSource, track: MediaStreamTrack | null): void {
    for (const session of this.#sessions()) session.setLocalTrack(source, track);
    this.applyBudgets();
  }

  /** Shares the uplink anew; called when people or our own screen come or go. */
  applyBudgets(): void {
    for (const [participantId, peer] of this.#peers) {
      for (const { session } of peer.links) session.setBudget(this.#budget(participantId));
    }
  }

  /** Tells of every session: those there are, and each as it is made. One listener at a time. */
  watchLinks(onLink: (participantId: ParticipantId, link: Link) => void): Unsubscribe {
    for (const [participantId, { links }] of this.#peers) {
      for (const link of links) onLink(participantId, link);
    }
    this.#maker.onLink = onLink;
    return () => {
      this.#maker.onLink = null;
    };
  }

  /** What each peer gets of the uplink if nothing is amiss. */
  get budget(): UplinkBudget {
    return uplinkBudget(this.#peers.size, this.#options.getLocalTrack('screen') !== null);
  }

  /** Everybody there is a session with, up or not. */
  get peers(): ReadonlyMap<ParticipantId, Peer> {
    return this.#peers;
  }

  /** The session that people see and hear. */
  getSession(participantId: ParticipantId): PeerSession | null {
    return this.#find(participantId)?.current.session ?? null;
  }

  getStatus(participantId: ParticipantId): PeerStatus | null {
    return this.#find(participantId)?.status ?? null;
  }

  isSpeaking(participantId: ParticipantId): boolean {
    return this.#find(participantId)?.isSpeaking ?? false;
  }

  /** Names a remote track for the interface: unlike `track.id`, which a peer chooses, it is nobody else's. */
  getTrackId(participantId: ParticipantId, source: MediaSource): string | null {
    const link = this.#find(participantId)?.current;
    return link?.session.getRemoteTrack(source) ? `${participantId}/${source}/${link.sessionId}` : null;
  }

  getTrack(trackId: string): MediaStreamTrack | null {
    const [participantId = '', source, sessionId = ''] = trackId.split('/');
    const known = mediaSources.find((candidate) => candidate === source);
    const session = this.#find(participantId)?.find(sessionId);
    return known && session ? session.getRemoteTrack(known) : null;
  }

  /** Tells everybody whom a path of our own reaches that this life of ours is over (PROTOCOL L6). */
  sayGoodbye(): void {
    for (const peer of this.#peers.values()) peer.say({ kind: 'goodbye', content: { version: 1 } });
  }

  close(): void {
    this.#options.clock.clearInterval(this.#ticker);
    for (const peer of this.#peers.values()) peer.close();
    this.#peers.clear();
  }

  #budget(participantId: ParticipantId): UplinkBudget {
    return this.pictures.plan(participantId, this.budget);
  }

  #find(participantId: ParticipantId): Peer | null {
    return this.#peers.get(participantId) ?? null;
  }

  *#sessions(): Iterable<PeerSession> {
    for (const peer of this.#peers.values()) for (const { session } of peer.links) yield session;
  }

  /** Whether an offer of ours competes with theirs, and ours is the one that counts (PROTOCOL N6). */
  #isOursStanding(from: ParticipantId): boolean {
    const newest = this.#find(from)?.newest;
    // An offer that is still held back cannot be waited for.
    const isOursOpen = newest?.isOfferer && !newest.isWarm && !newest.session.hasBeenAnswered;
    return Boolean(isOursOpen) && this.#options.self < from;
  }

  #offer(participantId: ParticipantId, { isWarm }: { isWarm: boolean }): void {
    const link = this.#maker.offer(participantId, { isWarm, isFresh: false });
    if (link) this.#add(participantId, link);
  }

  #add(participantId: ParticipantId, link: Link): void {
    const peer = new Peer(link, {
      canSignal: this.#options.canSignal,
      openFresh: () =>
        this.#maker.offer(participantId, { isWarm: false, isFresh: peer.current.session.isSilent }),
      onClosed: ({ sessionId }) => this.#history.end(participantId, sessionId),
      onSilent: this.#options.onSilent,
      onChange: this.#options.onChange,
    });
    this.#peers.set(participantId, peer);
    this.applyBudgets();
  }

  #tick(): void {
    const nowMs = this.#options.clock.now();
    for (const peer of this.#peers.values()) peer.tick(nowMs);
  }
}
