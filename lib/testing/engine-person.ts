import { CallEngine } from '@/lib/call/call-engine';
import type { CallNotices, CallState, RemoteParticipant } from '@/lib/call/call-state';
import { openQuality } from '@/lib/call/open-quality';
import type { RoomKeys } from '@/lib/crypto/room-keys';
import type { FileVault } from '@/lib/files/file-vault';
import { MemoryVault } from '@/lib/files/memory-vault';
import { type ParticipantId, participantIdOf } from '@/lib/protocol';
import { Activities } from '@/lib/room/activities';
import type { Channel } from '@/lib/signaling/channel';
import type { LogFields, Logger, LogLevel } from '@/lib/store/logger';
import type { FakeChannel } from './fake-channel';
import type { FakeClock } from './fake-clock';
import { FakeLocalMediaSource } from './fake-local-media-source';
import { FakeMediaStream } from './fake-media-stream';
import type { FakeNetwork } from './fake-network';
import { FakePeerConnection } from './fake-peer-connection';
import type { FakeServer } from './fake-server';
import { FakeServerLink } from './fake-server-link';
import { type FakePageStorage, FakeStorage } from './fake-storage';
import { createMeteredClock } from './metered-clock';

export interface PersonOptions {
  name: string;
  seatToken: string;
  keys: RoomKeys;
  server: FakeServer;
  network: FakeNetwork;
  clock: FakeClock;
  /** Another way to the room than by the server. */
  createChannel?: () => Channel;
}

interface LogLine {
  level: LogLevel;
  message: string;
  fields: LogFields | undefined;
}

type Notice = { [N in keyof CallNotices]: { notice: N } & CallNotices[N] }[keyof CallNotices];

/** A page with a call in it: one engine over fakes, and everything that it did to the world. */
export class EnginePage {
  readonly engine: CallEngine;
  readonly media = new FakeLocalMediaSource();
  readonly channels: FakeChannel[] = [];
  readonly peerConnections: FakePeerConnection[] = [];
  /** Those among them that were to find a path where another had been lost. */
  readonly freshConnections: FakePeerConnection[] = [];
  readonly log: LogLine[] = [];
  readonly notices: Notice[] = [];
  /** Throws where the browser is to make no peer connection. */
  beforePeerConnection: () => void = () => undefined;
  /** The browser says that this device's network has changed. */
  changeNetwork: (certainty: 'likely' | 'possible') => void = () => undefined;
  isHidden = false;
  #changeVisibility: () => void = () => undefined;
  readonly clock;
  readonly #tabStorage: FakePageStorage;

  constructor(
    { seatToken, keys, server, network, clock, createChannel }: PersonOptions,
    self: ParticipantId,
    link: FakeServerLink,
    tabStorage: FakePageStorage,
    vault: FileVault,
  ) {
    this.#tabStorage = tabStorage;
    this.clock = createMeteredClock(clock);
    this.engine = new CallEngine({
      keys,
      seatToken,
      self,
      localMedia: this.media,
      createChannel: () => {
        if (createChannel) return createChannel();
        const channel = server.connect(link, this.clock);
        this.channels.push(channel);
        return channel;
      },
      createPeerConnection: (configuration, { isFresh }) => {
        this.beforePeerConnection();
        const peerConnection = new FakePeerConnection(network);
        peerConnection.setConfiguration(configuration);
        this.peerConnections.push(peerConnection);
        if (isFresh) this.freshConnections.push(peerConnection);
        return peerConnection.asPeerConnection();
      },
      certificates: [{ expires: 0, getFingerprints: () => [] }],
      createStreams: () => ({ person: new FakeMediaStream(), screen: new FakeMediaStream() }),
      storage: null,
      watchNetwork: (onChange) => {
        this.changeNetwork = onChange;
        return () => undefined;
      },
      openQuality: async (room) =>
        openQuality(room, {
          page: {
            isHidden: () => this.isHidden,
            onVisibilityChange: (listener) => {
              this.#changeVisibility = listener;
              return () => undefined;
            },
          },
          isScreenOn: () => this.media.getTrack('screen') !== null,
          clock: this.clock,
          logger: this.#createLogger(),
        }),
      openActivities: async () =>
        new Activities({
          roomId: keys.roomId,
          self,
          tabStorage,
          getDisplayName: () => this.engine.displayName,
          vault,
          clock: this.clock,
          logger: this.#createLogger(),
        }),
      onDispose: () => undefined,
      clock: this.clock,
      logger: this.#createLogger(),
    });
    this.#record('participant-joined');
    this.#record('participant-left');
    this.#record('server-lost');
    this.#record('server-regained');
    this.#record('tampered');
  }

  get openPeerConnections(): FakePeerConnection[] {
    return this.peerConnections.filter(({ connectionState }) => connectionState !== 'closed');
  }

  /** Another tab comes before this one, or goes. */
  setHidden(isHidden: boolean): void {
    this.isHidden = isHidden;
    this.#changeVisibility();
  }

  /** The tab is killed: nothing is said, everything ends. */
  crash(serverNoticesAfterMs: number): void {
    for (const channel of this.channels) channel.crash(serverNoticesAfterMs);
    this.#tabStorage.end();
    for (const peerConnection of this.peerConnections) peerConnection.close();
    this.engine.dispose();
  }

  noticesOf<N extends keyof CallNotices>(notice: N): CallNotices[N][] {
    return this.notices.filter((entry) => entry.notice === notice) as unknown as CallNotices[N][];
  }

  #record<N extends keyof CallNotices>(notice: N): void {
    this.engine.notices.on(notice, (details) => this.notices.push({ notice, ...details } as Notice));
  }

  #createLogger(): Logger {
    const write = (level: LogLevel) => (message: string, fields?: LogFields) =>
      void this.log.push({ level, message, fields });
    return { debug: write('debug'), info: write('info'), warn: write('warn') };
  }
}

/** Somebody with a browser tab: one seat token, one way to the server, one page after another. */
export class EnginePerson {
  readonly name: string;
  readonly self: ParticipantId;
  readonly link = new FakeServerLink();
  readonly tabStorage = new FakeStorage();
  /** Where this person's files are kept, from one page to the next. */
  readonly vault: FileVault = new MemoryVault({ limitBytes: 100_000_000 });
  readonly #options: PersonOptions;
  readonly #pages: EnginePage[] = [];

  private constructor(options: PersonOptions, self: ParticipantId) {
    this.name = options.name;
    this.self = self;
    this.#options = options;
    this.#pages.push(new EnginePage(options, self, this.link, this.tabStorage.openPage(), this.vault));
  }

  static async create(options: PersonOptions): Promise<EnginePerson> {
    const self = await participantIdOf(options.keys.roomId, options.seatToken);
    if (!self) throw new Error('not a seat token');
    return new EnginePerson(options, self);
  }

  /** The page that is open now. */
  get page(): EnginePage {
    const page = this.#pages.at(-1);
    if (!page) throw new Error('no page');
    return page;
  }

  get pages(): readonly EnginePage[] {
    return this.#pages;
  }

  get engine(): CallEngine {
    return this.page.engine;
  }

  get media(): FakeLocalMediaSource {
    return this.page.media;
  }

  get state(): CallState {
    return this.engine.state.getSnapshot();
  }

  /** The others as this person's call screen has them; nobody outside of a call. */
  get participants(): readonly RemoteParticipant[] {
    const { state } = this;
    return state.phase === 'joining' || state.phase === 'in-call' ? state.participants : [];
  }

  participant(other: EnginePerson): RemoteParticipant | undefined {
    return this.participants.find(({ participantId }) => participantId === other.self);
  }

  /** Opens the page anew: the former one is gone without a word, the seat token is kept. */
  reload({ serverNoticesAfterMs = 0 }: { serverNoticesAfterMs?: number } = {}): void {
    this.page.crash(serverNoticesAfterMs);
    this.#pages.push(
      new EnginePage(this.#options, this.self, this.link, this.tabStorage.openPage(), this.vault),
    );
  }

  /** The same tab, opened a second time while the first lives: both have the seat token. */
  duplicate(): EnginePerson {
    return new EnginePerson(this.#options, this.self);
  }
}
