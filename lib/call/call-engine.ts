import type { RoomKeys } from '@/lib/crypto/room-keys';
import type { SafetyEmoji } from '@/lib/crypto/safety-emoji';
import type { ErrorCode } from '@/lib/errors/error-code';
import type { LocalMedia } from '@/lib/media/local-media';
import { limits, type ParticipantId, type Profile } from '@/lib/protocol';
import type { Quality } from '@/lib/quality/quality-state';
import type { Activities } from '@/lib/room/activities';
import type { Channel } from '@/lib/signaling/channel';
import type { NetworkChange } from '@/lib/signaling/network-watch';
import type { Clock } from '@/lib/store/clock';
import { createEmitter } from '@/lib/store/emitter';
import type { Logger } from '@/lib/store/logger';
import { createStore, type ReadonlyStore, type Unsubscribe } from '@/lib/store/store';
import type { OutgoingStreams } from '@/lib/webrtc/media-sections';
import { AddressPrivacy, type PrivacyStorage } from './address-privacy';
import type { Call } from './call';
import type { CallNotices, CallState, EndReason } from './call-state';
import type { LinkMakerOptions } from './link-maker';
import { PeerMesh } from './peer-mesh';
import { remoteParticipants } from './remote-participants';
import { type OpenActivities, RoomActivities } from './room-activities';
import { type OpenQuality, RoomQuality } from './room-quality';
import { type MeshRoom, RoomSession } from './room-session';
import { type CallEvent, transition } from './transition';

export interface CallEngineOptions {
  keys: RoomKeys;
  /** The tab's seat token and the participant id that it stands for (PROTOCOL R3). */
  seatToken: string;
  self: ParticipantId;
  localMedia: LocalMedia;
  /** A new channel for each life in the room; not connected yet. */
  createChannel: () => Channel;
  createPeerConnection: LinkMakerOptions['createPeerConnection'];
  /** Our identity towards the others, in all connections. */
  certificates: RTCCertificate[];
  /** The streams that our tracks are announced in; `new MediaStream()` twice in a browser. */
  createStreams: () => OutgoingStreams;
  /** Where wishes of this person are kept on this device; `null` where nothing can be. */
  storage: PrivacyStorage | null;
  /** Hears of changes of this device's network; returns how to stop. */
  watchNetwork: (onChange: (change: NetworkChange) => void) => Unsubscribe;
  /** Looks after the connections of a room once we are in; without it everything is sent in full, unmeasured. */
  openQuality?: OpenQuality;
  /** Opens what people do besides talking, once we are in for the first time; without it they only talk. */
  openActivities?: OpenActivities;
  /** Called once, with `dispose`. */
  onDispose?: () => void;
  clock: Clock;
  logger: Logger;
}

/** A call in one room: joins the state that people see, this person's devices, and one life in the room at a time. */
export class CallEngine implements Call {
  readonly state = createStore<CallState>({ phase: 'idle' });
  readonly localMedia: LocalMedia;
  readonly addressPrivacy: AddressPrivacy;
  readonly quality: ReadonlyStore<Quality | null>;
  readonly activities: ReadonlyStore<Activities | null>;
  readonly notices = createEmitter<CallNotices>();
  readonly #options: CallEngineOptions;
  readonly #unsubscribes: Unsubscribe[];
  readonly #quality: RoomQuality;
  readonly #activities: RoomActivities;
  #room: RoomSession | null = null;
  #displayName = '';
  #isRefreshQueued = false;

  constructor(options: CallEngineOptions) {
    this.#options = options;
    this.localMedia = options.localMedia;
    this.addressPrivacy = new AddressPrivacy(options.storage);
    this.#quality = new RoomQuality(options.openQuality ?? null, options.logger);
    this.quality = this.#quality.state;
    this.#activities = new RoomActivities(options.openActivities ?? null, options.clock, options.logger);
    this.activities = this.#activities.state;
    this.#unsubscribes = [
      this.localMedia.onTrackChange((source, track) => this.#room?.mesh.setLocalTrack(source, track)),
      this.localMedia.state.subscribe(() => this.#room?.profileChanged()),
      options.watchNetwork((change) => this.#room?.networkChanged(change)),
    ];
  }

  /** As the others see it; empty before the first `join`. */
  get displayName(): string {
    return this.#displayName;
  }

  prepare(): void {
    if (this.state.getSnapshot().phase === 'idle') this.#begin();
  }

  join(displayName: string): void {
    const state = this.state.getSnapshot();
    if (state.phase !== 'preparing' || !state.isReady) return;
    this.#displayName = toDisplayName(displayName);
    this.#room?.join();
  }

  leave(): void {
    this.#end({ type: 'left' });
  }

  rejoin(): void {
    if (this.state.getSnapshot().phase === 'ended') this.#begin();
  }

  setAddressHidden(isHidden: boolean): void {
    if (this.addressPrivacy.state.getSnapshot().isHidden === isHidden) return;
    this.addressPrivacy.setHidden(isHidden);
    this.#room?.privacyChanged();
    this.#queueRefresh();
  }

  setDisplayName(displayName: string): void {
    this.#displayName = toDisplayName(displayName);
    this.#dispatch({ type: 'renamed', displayName: this.#displayName });
    this.#room?.profileChanged();
  }

  getTrack(trackId: string): MediaStreamTrack | null {
    return this.#room?.mesh.getTrack(trackId) ?? null;
  }

  async getSafetyCode(participantId: ParticipantId): Promise<readonly SafetyEmoji[] | null> {
    const descriptions = this.#room?.mesh.getSession(participantId)?.getDescriptions();
    if (!descriptions) return null;
    // Loaded when somebody asks: nobody's lobby waits for it.
    const { fingerprintOf, safetyCode } = await import('@/lib/crypto/safety-code');
    const local = fingerprintOf(descriptions.local);
    const remote = fingerprintOf(descriptions.remote);
    return local && remote ? safetyCode(local, remote) : null;
  }

  dispose(): void {
    this.#closeRoom();
    for (const unsubscribe of this.#unsubscribes) unsubscribe();
    this.localMedia.dispose();
    this.#options.onDispose?.();
  }

  #begin(): void {
    const { keys, seatToken, self, createChannel, clock, logger } = this.#options;
    this.#dispatch({ type: 'prepared' });
    void this.localMedia.start();
    const room = new RoomSession({
      keys,
      seatToken,
      self,
      channel: createChannel(),
      getProfile: () => this.#profile(),
      privacy: this.addressPrivacy,
      createMesh: (room) => this.#createMesh(room),
      listener: {
        reached: (capacity) => this.#dispatch({ type: 'room-reached', capacity }),
        refused: (code) => this.#dispatch({ type: 'room-refused', code }),
        asked: () => this.#asked(),
        joined: () => this.#joined(),
        joinRefused: (code) => this.#onJoinRefused(code),
        serverLost: () => this.#serverLost(),
        serverRegained: () => this.#serverRegained(),
        peopleChanged: () => this.#queueRefresh(),
        arrived: (displayName) => this.notices.emit('participant-joined', { displayName }),
        departed: (displayName) => this.notices.emit('participant-left', { displayName }),
        tampered: (displayName) => {
          this.#dispatch({ type: 'tampered' });
          this.notices.emit('tampered', { displayName });
        },
        replaced: () => this.#end({ type: 'replaced' }),
      },
      clock,
      logger,
    });
    this.#room = room;
    room.open();
  }

  #joined(): void {
    this.#dispatch({ type: 'joined' });
    if (!this.#room) return;
    void this.#quality.begin(this.#room);
    void this.#activities.begin(this.#room);
  }

  #closeRoom(): void {
    this.#quality.end();
    this.#activities.end();
    this.#room?.close();
    this.#room = null;
    this.addressPrivacy.setSeen(false);
  }

  /** Nobody is led out of a running call into the lobby: it is over for them. */
  #onJoinRefused(code: ErrorCode): void {
    if (this.state.getSnapshot().phase === 'in-call') this.#end({ type: 'failed', code });
    else this.#dispatch({ type: 'join-refused', code });
  }

  #createMesh(room: MeshRoom): PeerMesh {
    const { self, createPeerConnection, certificates, createStreams, clock, logger } = this.#options;
    return new PeerMesh({
      self,
      createPeerConnection,
      certificates,
      streams: createStreams(),
      getLocalTrack: (source) => this.localMedia.getTrack(source),
      ...room,
      clock,
      logger,
    });
  }

  #profile(): Profile {
    const { microphone, camera, screen } = this.localMedia.state.getSnapshot();
    return {
      displayName: this.#displayName,
      isMicrophoneOn: microphone.status === 'on',
      isCameraOn: camera.status === 'on',
      isScreenOn: screen.status === 'on',
    };
  }

  #end(reason: EndReason): void {
    const { phase } = this.state.getSnapshot();
    if (phase === 'idle' || phase === 'ended') return;
    this.#closeRoom();
    this.localMedia.stop();
    this.#dispatch({ type: 'ended', reason });
  }

  #asked(): void {
    const { self } = this.#options;
    this.#dispatch({ type: 'join-asked', participantId: self, displayName: this.#displayName });
    this.#refresh();
  }

  #serverLost(): void {
    const state = this.state.getSnapshot();
    if ('serverLink' in state && state.serverLink === 'online') this.notices.emit('server-lost', {});
    this.#dispatch({ type: 'server-link-changed', serverLink: 'reconnecting' });
  }

  #serverRegained(): void {
    const state = this.state.getSnapshot();
    if ('serverLink' in state && state.serverLink === 'reconnecting')
      this.notices.emit('server-regained', {});
    this.#dispatch({ type: 'server-link-changed', serverLink: 'online' });
  }

  /** Many changes of one moment make one new state. */
  #queueRefresh(): void {
    if (this.#isRefreshQueued) return;
    this.#isRefreshQueued = true;
    queueMicrotask(() => {
      this.#isRefreshQueued = false;
      this.#refresh();
    });
  }

  #refresh(): void {
    if (!this.#room) return;
    const { roster, mesh } = this.#room;
    this.addressPrivacy.setSeen(mesh.isAddressSeen);
    this.#dispatch({ type: 'people-changed', participants: remoteParticipants(roster, mesh) });
  }

  #dispatch(event: CallEvent): void {
    const before = this.state.getSnapshot();
    const after = transition(before, event);
    if (before.phase !== after.phase) {
      this.#options.logger.info('call phase', { from: before.phase, to: after.phase });
    }
    this.state.set(after);
  }
}

/** A name as others accept it: they would not show anybody with a longer one (PROTOCOL C8). */
function toDisplayName(text: string): string {
  const cut = text.trim().slice(0, limits.displayNameLength);
  return cut.replace(/[\uD800-\uDBFF]$/, '').trimEnd();
}
