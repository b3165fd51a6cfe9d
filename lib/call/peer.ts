import { createSpeechDetector } from '@/lib/media/speech-detector';
import type { GoodbyeMessage, PictureMessage } from '@/lib/protocol';
import type { PeerStatus } from '@/lib/webrtc/connection-monitor';
import type { PeerSession } from '@/lib/webrtc/peer-session';

/** Audio levels as RTP carries them (RFC 6464): speech is above 0.02, and pauses between words do not end it. */
const speech = { onLevel: 0.02, attackMs: 0, offLevel: 0.02, releaseMs: 800 };

/** The side that did not begin the session leaves the other one this long to mend it. */
const answererWaitsMs = 500;
/** A fresh session that has not connected after this long is replaced by another; each is given this much more. */
const freshPatienceMs = 5_000;
const freshPatienceMaxMs = 15_000;
/** One that they began, and we have answered, before our own network changed: this much time for our answer to arrive. */
const outdatedPatienceMs = 1_000;
/** A fresh session beside one that works ends when it does not connect for this long. */
const needlessMs = 15_000;
/** Connected, but without a picture: the fresh session takes over nevertheless. */
const pictureWaitMs = 700;
/** A session that was replaced ends this much later, when the other side has surely noticed. */
const retireMs = 3_000;

/** One peer session and what the protocol knows of it. */
export interface Link {
  /** Drawn by whoever began it (PROTOCOL N6). */
  readonly sessionId: string;
  readonly session: PeerSession;
  readonly isOfferer: boolean;
  /** The other side learns addresses of relays only from it. */
  readonly isRelayOnly: boolean;
  readonly begunMs: number;
  isWarm: boolean;
}

export interface PeerOptions {
  /** Whether an offer would reach the other side by way of the server. */
  canSignal: () => boolean;
  /** Opens a fresh session to the other side and offers it. */
  openFresh: () => Link | null;
  /** A session has ended for us. */
  onClosed: (link: Link) => void;
  /** Nothing arrives any more. */
  onSilent: () => void;
  /** The status, the session that people see, or whether they speak has changed. */
  onChange: () => void;
}

/**
 * Another participant: one session, and while that is silent a fresh one beside it, which takes over as soon as
 * something arrives on it. Whichever path works first is the one that people see (PROTOCOL N9).
 */
export class Peer {
  readonly #options: PeerOptions;
  readonly #speech = createSpeechDetector(speech);
  #isSpeaking = false;
  #current: Link;
  #fresh: Link | null = null;
  #retired: { link: Link; atMs: number }[] = [];
  #attempt = 0;
  #silentSinceMs: number | null = null;
  #heardFreshMs: number | null = null;
  /** When a fresh session was begun last that has to come, whatever the present one is like. */
  #renewedMs: number | null = null;
  /** When our own network changed last. */
  #networkChangedMs = 0;

  constructor(link: Link, options: PeerOptions) {
    this.#current = link;
    this.#options = options;
  }

  /** The session that people see and hear. */
  get current(): Link {
    return this.#current;
  }

  /** The session that was begun last: the one that another offer competes with. */
  get newest(): Link {
    return this.#fresh ?? this.#current;
  }

  /** All that is open. */
  get links(): readonly Link[] {
    const retired = this.#retired.map(({ link }) => link);
    return this.#fresh ? [this.#current, this.#fresh, ...retired] : [this.#current, ...retired];
  }

  get status(): PeerStatus {
    const { status, isSilent } = this.#current.session;
    if (status.status !== 'connected' || !isSilent) return status;
    if (!this.#fresh) return { status: 'interrupted' };
    return { status: 'restarting', attempt: Math.max(1, this.#attempt) };
  }

  get isSpeaking(): boolean {
    return this.#isSpeaking;
  }

  /** Says something over every channel that is open: the newest one may be the only one alive. */
  say(message: PictureMessage | GoodbyeMessage): boolean {
    return this.links.filter(({ session }) => session.say(message)).length > 0;
  }

  find(sessionId: string): PeerSession | null {
    return this.links.find((link) => link.sessionId === sessionId)?.session ?? null;
  }

  /** Whether any path to the other side is up. */
  get isConnected(): boolean {
    return this.links.some(({ session }) => session.status.status === 'connected');
  }

  /** Takes in a session beside the one there is; a former fresh one ends. */
  takeFresh(link: Link): void {
    this.dropFresh();
    this.#fresh = link;
    this.#options.onChange();
  }

  dropFresh(): void {
    const fresh = this.#fresh;
    this.#fresh = null;
    this.#heardFreshMs = null;
    if (fresh) this.#close(fresh);
  }

  /** Ends a fresh session that we have offered in vain so far. */
  dropUnansweredFresh(): void {
    if (this.#fresh?.isOfferer && !this.#fresh.session.hasBeenAnswered) this.dropFresh();
  }

  /** Replaces the path whatever its state: the present one serves until another works. */
  recover(): void {
    const link = this.#options.openFresh();
    if (link) this.takeFresh(link);
  }

  /** Like `recover`, and again until a fresh session has taken over: the present one is not to stay. */
  renew(nowMs: number): void {
    this.#renewedMs = nowMs;
    // Begun before what has changed: it must not take over.
    this.dropFresh();
    this.recover();
  }

  /** Either side is back at the server: what was said in vain is said again, and a silent path has its chance now. */
  onSignalingBack(nowMs: number): void {
    for (const { session } of this.links) session.resync();
    if (!this.#current.session.isSilent) return;
    this.dropUnansweredFresh();
    this.#silentSinceMs = nowMs;
  }

  /** Our own network has changed: a fresh session that has not found a path yet looks for one on the former network. */
  onNetworkChange(nowMs: number): void {
    this.#networkChangedMs = nowMs;
    // They would not give up one of theirs for ours before they have our answer (PROTOCOL N6).
    const isTheirs = this.#fresh?.isOfferer === false;
    const isInVain = this.#current.session.isSilent && !this.#fresh?.session.hasHeard;
    if (isInVain && !isTheirs && this.#options.canSignal()) this.recover();
    for (const { session } of this.links) session.restartIce();
  }

  /** Called several times a second. */
  tick(nowMs: number): void {
    const wasSilent = this.#current.session.isSilent;
    for (const { session } of this.links) session.tick(nowMs);
    this.#retired = this.#retired.filter(({ link, atMs }) => {
      const isOver = nowMs - atMs >= retireMs;
      if (isOver) this.#close(link);
      return !isOver;
    });
    if (this.#fresh && this.#canTakeOver(this.#fresh, nowMs)) this.#takeOver(this.#fresh, nowMs);
    const { isSilent } = this.#current.session;
    if (isSilent && !wasSilent) this.#options.onSilent();
    if (isSilent) this.#mend(nowMs);
    else this.#rest(nowMs);
    this.#listen(nowMs);
  }

  close(): void {
    for (const { session } of this.links) session.close();
  }

  /** A picture first, so that nobody sees a black tile in between; there may be none to come. */
  #canTakeOver({ session }: Link, nowMs: number): boolean {
    if (!session.hasHeard || session.isSilent || session.status.status !== 'connected') return false;
    this.#heardFreshMs ??= nowMs;
    return session.hasPicture || nowMs - this.#heardFreshMs >= pictureWaitMs;
  }

  #takeOver(fresh: Link, nowMs: number): void {
    this.#retired.push({ link: this.#current, atMs: nowMs });
    this.#current.session.retire();
    this.#current = fresh;
    this.#fresh = null;
    this.#heardFreshMs = null;
    this.#attempt = 0;
    this.#silentSinceMs = null;
    this.#renewedMs = null;
    this.#options.onChange();
  }

  #mend(nowMs: number): void {
    this.#silentSinceMs ??= nowMs;
    const waitMs = this.#current.isOfferer ? 0 : answererWaitsMs;
    if (nowMs - this.#silentSinceMs < waitMs || !this.#options.canSignal()) return;
    if (this.#fresh && nowMs - this.#fresh.begunMs < this.#patienceMs(this.#fresh)) return;
    this.#attempt += 1;
    this.recover();
  }

  #patienceMs({ begunMs }: Link): number {
    if (begunMs < this.#networkChangedMs) return outdatedPatienceMs;
    return Math.min(freshPatienceMs * Math.max(1, this.#attempt), freshPatienceMaxMs);
  }

  #rest(nowMs: number): void {
    this.#silentSinceMs = null;
    this.#attempt = 0;
    if (this.#fresh && nowMs - this.#fresh.begunMs >= needlessMs) this.dropFresh();
    const isRenewalDue = this.#renewedMs !== null && nowMs - this.#renewedMs >= needlessMs;
    if (isRenewalDue && this.#options.canSignal()) this.renew(nowMs);
  }

  #listen(nowMs: number): void {
    const isSpeaking = this.#speech.update(this.#current.session.getAudioLevel(), nowMs);
    if (isSpeaking === this.#isSpeaking) return;
    this.#isSpeaking = isSpeaking;
    this.#options.onChange();
  }

  #close(link: Link): void {
    link.session.close();
    this.#options.onClosed(link);
  }
}
