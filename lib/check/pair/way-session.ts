import type { AddressPrivacy } from '@/lib/call/address-privacy';
import { RoomSession } from '@/lib/call/room-session';
import type { RoomKeys } from '@/lib/crypto/room-keys';
import { createSeatToken } from '@/lib/crypto/seat-token';
import type { ErrorCode } from '@/lib/errors/error-code';
import { type Profile, participantIdOf } from '@/lib/protocol';
import type { Channel } from '@/lib/signaling/channel';
import type { Clock } from '@/lib/store/clock';
import type { Logger } from '@/lib/store/logger';
import { NamedTimers } from '@/lib/store/named-timers';
import type { OutgoingStreams } from '@/lib/webrtc/media-sections';
import { type PairWay, wayKeys } from './pair-ways';
import { WayMesh } from './way-mesh';

/** Both sides are there and have this long; a path that takes longer is none that a call could use. */
const connectTimeoutMs = 15_000;

/** Where one way stands. `alone`: the other side is not there yet; `missing`: it is, and does not try this way. */
export type WayState =
  | { status: 'alone' }
  | { status: 'missing' }
  | { status: 'connecting' }
  | { status: 'connected'; afterMs: number }
  | { status: 'failed' }
  | { status: 'refused'; code: ErrorCode };

export interface PairPorts {
  createChannel: () => Channel;
  createPeerConnection: (configuration: RTCConfiguration) => RTCPeerConnection;
  certificates: RTCCertificate[];
  createStreams: () => OutgoingStreams;
  /** Who hides their address in calls hides it here. */
  privacy: AddressPrivacy;
  clock: Clock;
  logger: Logger;
}

export interface WaySessionOptions extends PairPorts {
  keys: RoomKeys;
  way: PairWay;
  onChange: (state: WayState) => void;
}

const profile: Profile = { displayName: '', isMicrophoneOn: false, isCameraOn: false, isScreenOn: false };

/** A call without devices over one way, in a room of its own (PROTOCOL K1). Stays until `close`, for the other side. */
export class WaySession {
  readonly #options: WaySessionOptions;
  readonly #room: RoomSession;
  readonly #timers: NamedTimers;
  #state: WayState = { status: 'alone' };
  #beganMs = 0;
  /** Whoever is there is being tried, or has been. */
  #isTried = false;

  private constructor(
    options: WaySessionOptions,
    room: Omit<ConstructorParameters<typeof RoomSession>[0], 'listener'>,
  ) {
    this.#options = options;
    this.#timers = new NamedTimers(options.clock);
    const ignore = () => undefined;
    this.#room = new RoomSession({
      ...room,
      listener: {
        reached: ignore,
        refused: (code) => this.#set({ status: 'refused', code }),
        asked: ignore,
        joined: () => this.#look(),
        joinRefused: (code) => this.#set({ status: 'refused', code }),
        serverLost: ignore,
        serverRegained: ignore,
        peopleChanged: () => this.#look(),
        arrived: ignore,
        departed: ignore,
        tampered: ignore,
        replaced: ignore,
      },
    });
    this.#room.open();
    this.#room.join();
  }

  static async open(options: WaySessionOptions): Promise<WaySession> {
    const { way, privacy, createChannel, createPeerConnection, certificates, createStreams, clock, logger } =
      options;
    const keys = await wayKeys(options.keys, way);
    const seatToken = createSeatToken();
    const self = await participantIdOf(keys.roomId, seatToken);
    if (!self) throw new Error('own seat token is not base64url');
    return new WaySession(options, {
      keys,
      seatToken,
      self,
      channel: createChannel(),
      getProfile: () => profile,
      privacy,
      createMesh: (room) => {
        const streams = createStreams();
        const getLocalTrack = () => null;
        return new WayMesh(
          { self, createPeerConnection, certificates, streams, getLocalTrack, ...room, clock, logger },
          way.ice,
        );
      },
      clock,
      logger,
    });
  }

  /** Whether nobody else is there now. */
  get isAlone(): boolean {
    return this.#room.roster.members.length === 0;
  }

  close(): void {
    this.#timers.clear();
    this.#room.close();
  }

  #look(): void {
    const { members } = this.#room.roster;
    const isConnected = members.some(({ participantId }) => this.#room.mesh.isConnected(participantId));
    const { status } = this.#state;
    if (members.length === 0) {
      // What was found stays, to be read; whoever comes next is tried anew.
      if (status === 'connecting') this.#set({ status: 'alone' });
      this.#timers.clear();
      this.#isTried = false;
    } else if (isConnected) {
      this.#timers.clear();
      if (status !== 'connected') {
        this.#set({ status: 'connected', afterMs: this.#options.clock.now() - this.#beganMs });
      }
    } else if (!this.#isTried) {
      this.#isTried = true;
      this.#beganMs = this.#options.clock.now();
      this.#set({ status: 'connecting' });
      this.#timers.set('connect', connectTimeoutMs, () => this.#set({ status: 'failed' }));
    }
  }

  #set(state: WayState): void {
    this.#state = state;
    this.#options.onChange(state);
  }
}
