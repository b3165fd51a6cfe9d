import type { IceConfig, ParticipantId } from '@/lib/protocol';
import type { Clock } from '@/lib/store/clock';
import type { Logger } from '@/lib/store/logger';
import type { MediaSource, OutgoingStreams } from '@/lib/webrtc/media-sections';
import { PeerSession } from '@/lib/webrtc/peer-session';
import type { UplinkBudget } from '@/lib/webrtc/uplink-budget';
import type { Link } from './peer';
import type { PictureDesk } from './picture-desk';
import { type OutgoingMessage, randomSessionId, withSession } from './session-messages';

export interface LinkMakerOptions {
  /** `isFresh`: it is to find a path where another one found none, or lost it. */
  createPeerConnection: (configuration: RTCConfiguration, options: { isFresh: boolean }) => RTCPeerConnection;
  /** The identity of all our connections, so that one which replaces another keeps the safety code (webrtc-pc 4.9). */
  certificates: RTCCertificate[];
  /** The streams that our tracks are announced in. */
  streams: OutgoingStreams;
  getLocalTrack: (source: MediaSource) => MediaStreamTrack | null;
  getBudget: (participantId: ParticipantId) => UplinkBudget;
  pictures: PictureDesk;
  send: (to: ParticipantId, message: OutgoingMessage) => void;
  /** Somebody has said on one of their paths to us that they go. */
  onGoodbye: (participantId: ParticipantId) => void;
  onChange: () => void;
  clock: Clock;
  logger: Logger;
}

/** Makes the sessions of a mesh, all alike: the same ICE servers, identity, tracks and share of the uplink. */
export class LinkMaker {
  readonly #options: LinkMakerOptions;
  /** Hears of each session as it is made. */
  onLink: ((participantId: ParticipantId, link: Link) => void) | null = null;
  #configuration: RTCConfiguration = {};

  constructor(options: LinkMakerOptions) {
    this.#options = options;
  }

  /** Used from now on; returned for the sessions that there are. */
  setIce({ iceServers, iceTransportPolicy }: IceConfig): RTCConfiguration {
    this.#configuration = {
      iceServers: iceServers as RTCIceServer[],
      iceTransportPolicy,
      bundlePolicy: 'max-bundle',
      certificates: this.#options.certificates,
    };
    return this.#configuration;
  }

  /** A session that we begin. `null` when the browser refuses one more peer connection: that concerns this one only. */
  offer(participantId: ParticipantId, options: { isWarm: boolean; isFresh: boolean }): Link | null {
    try {
      return this.#make(participantId, randomSessionId(), { isOfferer: true, ...options });
    } catch (error) {
      this.#options.logger.warn('no peer connection', { error: String(error) });
      return null;
    }
  }

  /**
   * A session that they have begun.
   *
   * @throws DOMException when the browser refuses one more peer connection.
   */
  answer(participantId: ParticipantId, sessionId: string, options: { isFresh: boolean }): Link {
    return this.#make(participantId, sessionId, { isOfferer: false, isWarm: false, ...options });
  }

  #make(
    participantId: ParticipantId,
    sessionId: string,
    { isOfferer, isWarm, isFresh }: { isOfferer: boolean; isWarm: boolean; isFresh: boolean },
  ): Link {
    const { createPeerConnection, streams, getLocalTrack, getBudget, pictures, send, onGoodbye, onChange } =
      this.#options;
    const { clock, logger } = this.#options;
    const session = new PeerSession({
      peerConnection: createPeerConnection(this.#configuration, { isFresh }),
      role: isOfferer ? 'offerer' : 'answerer',
      isWarm,
      streams,
      getLocalTrack,
      send: (message) => send(participantId, withSession(sessionId, message)),
      onPictureMessage: (message) => pictures.receive(participantId, message),
      onReachable: () => pictures.onReachable(participantId),
      onGoodbye: () => onGoodbye(participantId),
      onChange,
      clock,
      logger,
    });
    session.setBudget(getBudget(participantId));
    const isRelayOnly = this.#configuration.iceTransportPolicy === 'relay';
    const link = { sessionId, session, isOfferer, isRelayOnly, begunMs: clock.now(), isWarm };
    this.onLink?.(participantId, link);
    return link;
  }
}
