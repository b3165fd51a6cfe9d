import type { GoodbyeMessage, PeerChannelMessage, PictureMessage } from '@/lib/protocol';
import type { Clock, TimerId } from '@/lib/store/clock';
import type { Logger } from '@/lib/store/logger';
import { ConnectionMonitor, type PeerStatus } from './connection-monitor';
import {
  adoptMediaSections,
  createMediaSections,
  type MediaSections,
  type MediaSource,
  mediaSources,
  type OutgoingStreams,
} from './media-sections';
import { Negotiator, type PeerMessage, type SessionDescription } from './negotiator';
import { PathWatch } from './path-watch';
import { PeerChannel } from './peer-channel';
import { RelayWatch } from './relay-watch';
import { SenderLimits } from './sender-limits';
import type { UplinkBudget } from './uplink-budget';

/** Connected for this long, pictures may grow to their full size. */
const startingMs = 2_000;
/** Between two signs of life that we give. */
const pulseEveryMs = 400;

export interface PeerSessionOptions {
  peerConnection: RTCPeerConnection;
  /** The newcomer offers, is polite and owns ICE restarts (PROTOCOL J6, N2). */
  role: 'offerer' | 'answerer';
  /** Held back until `release`: made ready in the lobby, before anybody knows of us. */
  isWarm: boolean;
  streams: OutgoingStreams;
  getLocalTrack: (source: MediaSource) => MediaStreamTrack | null;
  /** Says something by way of the server. */
  send: (message: PeerMessage) => void;
  /** The other side has said something about pictures, over this connection's own channel. */
  onPictureMessage: (message: PictureMessage) => void;
  /** The other side has said over this connection's own channel that it goes. */
  onGoodbye: () => void;
  /** `say` reaches the other side from now on. */
  onReachable: () => void;
  /** Status or tracks have changed. */
  onChange: () => void;
  clock: Clock;
  logger: Logger;
}

/** Everything between us and one other participant: a peer connection, its negotiation and its tracks. */
export class PeerSession {
  readonly #options: PeerSessionOptions;
  readonly #peerConnection: RTCPeerConnection;
  readonly #negotiator: Negotiator;
  readonly #monitor: ConnectionMonitor;
  readonly #channel: PeerChannel;
  readonly #path = new PathWatch();
  readonly #relay: RelayWatch;
  readonly #limits: SenderLimits;
  #sections: MediaSections = new Map();
  #startTimer: TimerId | null = null;
  #pulsedMs = 0;
  #isClosed = false;
  readonly #onClosed: (() => void)[] = [];

  constructor(options: PeerSessionOptions) {
    this.#options = options;
    this.#peerConnection = options.peerConnection;
    this.#limits = new SenderLimits({
      getSections: () => this.#sections,
      onError: (message, error) => this.#warn(message, error),
    });
    this.#relay = new RelayWatch({
      peerConnection: this.#peerConnection,
      restartIce: () => this.restartIce(),
      onChange: options.onChange,
      onError: (error) => this.#warn('path unknown', error),
      onDetour: () => options.logger.info('a direct path was given up for a relay'),
      clock: options.clock,
    });
    this.#monitor = new ConnectionMonitor({
      peerConnection: this.#peerConnection,
      canRestart: options.role === 'offerer',
      onConnected: () => this.#onConnected(),
      onChange: options.onChange,
      clock: options.clock,
    });
    this.#channel = new PeerChannel({
      peerConnection: this.#peerConnection,
      onMessage: (message) => this.#onMessage(message),
      onOpen: options.onReachable,
      onHeard: () => this.#path.hear(),
      onPulse: () => this.#path.pulse(options.clock.now()),
      clock: options.clock,
      logger: options.logger,
    });
    this.#negotiator = new Negotiator({
      peerConnection: this.#peerConnection,
      isPolite: options.role === 'offerer',
      isHeld: options.isWarm,
      send: (message) => this.#send(message),
      beforeAnswer: () => this.#adoptSections(),
      onError: (error) => this.#onRefused(error),
      clock: options.clock,
      logger: options.logger,
    });
    if (options.role === 'offerer') {
      this.#setSections(createMediaSections(this.#peerConnection, options.streams));
    }
  }

  get status(): PeerStatus {
    return this.#monitor.status;
  }

  /** Whether anything has arrived from the other side on this connection. */
  get hasHeard(): boolean {
    return this.#path.hasHeard;
  }

  /** Whether nothing arrives any more: told within little more than a second, long before ICE gives a path up. */
  get isSilent(): boolean {
    return this.#path.isSilent;
  }

  /** Whether a picture of the other side has arrived. */
  get hasPicture(): boolean {
    return [...this.#sections.values()].some(
      ({ receiver }) => receiver.track.kind === 'video' && receiver.getSynchronizationSources().length > 0,
    );
  }

  /** Whether the current path goes through a relay; meaningful while connected. */
  get isRelayed(): boolean {
    return this.#relay.isRelayed;
  }

  /** Whether both ends have agreed on descriptions at least once. */
  get hasBeenAnswered(): boolean {
    return this.#peerConnection.currentRemoteDescription !== null;
  }

  /** Called several times a second: gives a sign of life and looks for those of the other side. */
  tick(nowMs: number): void {
    if (this.#isClosed) return;
    if (nowMs - this.#pulsedMs >= pulseEveryMs) {
      this.#pulsedMs = nowMs;
      this.#channel.pulse();
    }
    const hasChanged = this.#path.tick(nowMs, this.#mediaMark());
    if (!hasChanged) return;
    if (!this.#path.isSilent) this.#limits.requestKeyFrames();
    this.#options.logger.info('path', { isSilent: this.#path.isSilent });
    this.#options.onChange();
  }

  /** Looks for a better path, on this connection; the present one serves meanwhile (webrtc-pc 4.4.1.7). */
  restartIce(): void {
    if (this.#options.role === 'offerer' && this.hasBeenAnswered) this.#peerConnection.restartIce();
  }

  /** See `Negotiator.takeHeldOffer`. */
  takeHeldOffer(): SessionDescription | null {
    return this.#negotiator.takeHeldOffer();
  }

  /** See `Negotiator.release`. */
  release(options: { isOfferDelivered: boolean }): void {
    this.#negotiator.release(options);
  }

  receive(message: PeerMessage): void {
    this.#negotiator.receive(message);
  }

  /** Called when either side is back at the server. */
  resync(): void {
    this.#negotiator.resync();
  }

  getRemoteTrack(source: MediaSource): MediaStreamTrack | null {
    return this.#sections.get(source)?.receiver.track ?? null;
  }

  /** Loudness of the other person's microphone within the last moments, 0 to 1 (RFC 6464). */
  getAudioLevel(): number {
    const receiver = this.#sections.get('microphone')?.receiver;
    return receiver?.getSynchronizationSources()[0]?.audioLevel ?? 0;
  }

  /** Sends this track, or nothing, from now on. No negotiation (webrtc-pc 5.2.3). */
  setLocalTrack(source: MediaSource, track: MediaStreamTrack | null): void {
    this.#sections
      .get(source)
      ?.sender.replaceTrack(track)
      .then(() => this.#limits.apply())
      .catch((error: unknown) => this.#warn('track not replaced', error));
  }

  setBudget(budget: UplinkBudget): void {
    this.#limits.setBudget(budget);
  }

  /** Another session has taken over: sound goes on for as long as this one is open, pictures would cost the uplink twice. */
  retire(): void {
    this.#limits.retire();
  }

  /** Says something over this connection's own channel; `false` while that is not open. */
  say(message: PictureMessage | GoodbyeMessage): boolean {
    return !this.#isClosed && this.#channel.send(message);
  }

  /**
   * One more channel of this connection, agreed upon beforehand by its number (webrtc-pc 6.2); `null` when the session
   * is over. Whatever arrives before the other side has opened its own is lost.
   */
  openChannel(label: string, id: number, onSessionClosed: () => void): RTCDataChannel | null {
    if (this.#isClosed) return null;
    this.#onClosed.push(onSessionClosed);
    return this.#peerConnection.createDataChannel(label, { negotiated: true, id });
  }

  getStats(): Promise<RTCStatsReport> {
    return this.#peerConnection.getStats();
  }

  setConfiguration(configuration: RTCConfiguration): void {
    this.#peerConnection.setConfiguration(configuration);
  }

  getDescriptions(): { local: string; remote: string } | null {
    const { currentLocalDescription: local, currentRemoteDescription: remote } = this.#peerConnection;
    return local && remote ? { local: local.sdp, remote: remote.sdp } : null;
  }

  close(): void {
    this.#isClosed = true;
    this.#negotiator.close();
    this.#limits.close();
    this.#relay.close();
    this.#monitor.close();
    this.#channel.close();
    if (this.#startTimer !== null) this.#options.clock.clearTimeout(this.#startTimer);
    this.#peerConnection.close();
    for (const onClosed of this.#onClosed) onClosed();
  }

  #onMessage(message: PeerChannelMessage): void {
    if (message.kind === 'description' || message.kind === 'candidates') this.receive(message);
    else if (message.kind === 'goodbye') this.#options.onGoodbye();
    else this.#options.onPictureMessage(message);
  }

  /** What concerns this connection alone takes the shortest way: the connection itself while it is alive (PROTOCOL P3). */
  #send(message: PeerMessage): void {
    const isAlive = this.#path.hasHeard && !this.#path.isSilent && this.status.status === 'connected';
    if (!isAlive || !this.#channel.send(message)) this.#options.send(message);
  }

  /** When media arrived last, in the browser's own time (webrtc-extensions, `getSynchronizationSources`). */
  #mediaMark(): number {
    const receivers = [...this.#sections.values()].map(({ receiver }) => receiver);
    return Math.max(
      0,
      ...receivers.map((receiver) => receiver.getSynchronizationSources()[0]?.timestamp ?? 0),
    );
  }

  /** Once there has been an agreement, that one still holds. */
  #onRefused(error: unknown): void {
    this.#warn('negotiation failed', error);
    if (!this.hasBeenAnswered) this.#monitor.fail();
  }

  #adoptSections(): void {
    if (this.#sections.size > 0) return;
    this.#setSections(adoptMediaSections(this.#peerConnection, this.#options.streams));
    this.#options.onChange();
  }

  #setSections(sections: MediaSections): void {
    this.#sections = sections;
    for (const source of mediaSources) {
      const track = this.#options.getLocalTrack(source);
      if (track) this.setLocalTrack(source, track);
    }
    this.#limits.apply();
  }

  #onConnected(): void {
    this.#startTimer ??= this.#options.clock.setTimeout(() => {
      this.#limits.grow();
      this.#relay.straighten();
    }, startingMs);
    this.#relay.read();
  }

  #warn(message: string, error: unknown): void {
    if (!this.#isClosed) this.#options.logger.warn(message, { error: String(error) });
  }
}
