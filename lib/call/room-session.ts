import { createOpener, type DropReason, type OpenedMessage, type Opener } from '@/lib/crypto/opener';
import type { RoomKeys } from '@/lib/crypto/room-keys';
import { createSealer, type Sealer } from '@/lib/crypto/sealer';
import { createEpoch } from '@/lib/crypto/seat-token';
import type { ErrorCode } from '@/lib/errors/error-code';
import {
  type Envelope,
  type IceConfig,
  type ParticipantId,
  type Profile,
  protocolVersion,
  type RosterEntry,
} from '@/lib/protocol';
import type { Channel, ChannelState } from '@/lib/signaling/channel';
import type { Clock } from '@/lib/store/clock';
import type { Logger } from '@/lib/store/logger';
import { NamedTimers } from '@/lib/store/named-timers';
import { createSerialQueue } from '@/lib/store/serial-queue';
import type { OutgoingMessage, PeerMesh } from './peer-mesh';
import { ProfileAnnouncer } from './profile-announcer';
import { Roster } from './roster';

/** A server that refused for a passing reason is asked again after this. */
const retryMs = 2_000;
/** Somebody whom a server that has just come back does not know is expected back within this. */
const absenceMs = 30_000;
/** ICE credentials are renewed when this part of their life is over. */
const iceRefreshAt = 0.75;

const passingRefusals: readonly string[] = [
  'rate-limited',
  'server-draining',
  'server-unreachable',
  'internal',
];

/** What the room does, as the engine wants to hear it. */
export interface RoomListener {
  reached: (capacity: number) => void;
  refused: (code: ErrorCode) => void;
  joined: () => void;
  joinRefused: (code: ErrorCode) => void;
  serverLost: () => void;
  serverRegained: () => void;
  peopleChanged: () => void;
  arrived: (displayName: string) => void;
  departed: (displayName: string) => void;
  tampered: (from: string | null) => void;
  replaced: () => void;
}

export interface RoomSessionOptions {
  keys: RoomKeys;
  seatToken: string;
  self: ParticipantId;
  channel: Channel;
  getProfile: () => Profile;
  createMesh: (send: (to: ParticipantId, message: OutgoingMessage) => void) => PeerMesh;
  listener: RoomListener;
  clock: Clock;
  logger: Logger;
}

/**
 * One life in one room: watches it, takes a seat, keeps roster and mesh in step with what the server announces, and
 * returns to the seat whenever the connection is back. Everything that arrives is handled in order, one at a time.
 */
export class RoomSession {
  readonly mesh: PeerMesh;
  readonly roster: Roster;
  readonly #options: RoomSessionOptions;
  readonly #channel: Channel;
  readonly #listener: RoomListener;
  readonly #inbox = createSerialQueue();
  readonly #epoch = createEpoch();
  readonly #sealer: Sealer;
  readonly #opener: Opener;
  readonly #profile: ProfileAnnouncer;
  readonly #timers: NamedTimers;
  #wantsSeat = false;
  #hasSeat = false;
  #isClosed = false;

  constructor(options: RoomSessionOptions) {
    const { keys, self, channel, clock } = options;
    this.#options = options;
    this.#channel = channel;
    this.#listener = options.listener;
    this.#sealer = createSealer({ ...keys, participantId: self, epoch: this.#epoch });
    this.#opener = createOpener({ ...keys, self });
    this.#timers = new NamedTimers(clock);
    this.roster = new Roster(this.#opener);
    this.mesh = options.createMesh((to, message) => this.#send(to, message));
    this.#profile = new ProfileAnnouncer({
      getProfile: options.getProfile,
      seal: (profile) => this.#sealer.seal('profile', '*', profile),
      send: async (profile) => (await channel.request('profile:update', { profile })).ok,
      clock,
    });
  }

  open(): void {
    const channel = this.#channel;
    channel.onStateChange((state) => this.#onChannelState(state));
    channel.on('participant:joined', ({ participantId, profile, offer }) =>
      this.#enqueue(() => this.#onJoined(participantId, profile, offer)),
    );
    channel.on('participant:updated', ({ participantId, profile }) =>
      this.#enqueue(() => this.#onJoined(participantId, profile, undefined)),
    );
    channel.on('participant:interrupted', ({ participantId }) =>
      this.#enqueue(() => {
        this.roster.setAway(participantId);
        this.#listener.peopleChanged();
      }),
    );
    channel.on('participant:left', ({ participantId }) => this.#enqueue(() => this.#remove(participantId)));
    channel.on('signal:received', ({ from, envelope }) =>
      this.#enqueue(() => this.#onSignal(from, envelope)),
    );
    channel.on('room:closed', () => this.#listener.replaced());
    channel.connect();
  }

  /** Takes a seat; the outcome comes as `joined` or `joinRefused`. */
  join(): void {
    this.#wantsSeat = true;
    this.#enqueue(() => this.#takeSeat());
  }

  /** Our name or devices may have changed. */
  profileChanged(): void {
    this.#profile.check();
  }

  /** Frees the seat at once and ends the connection. Final. */
  close(): void {
    this.#isClosed = true;
    this.#profile.pause();
    this.#timers.clear();
    this.mesh.close();
    const leaving = this.#hasSeat ? this.#channel.request('room:leave', {}) : Promise.resolve();
    void leaving.then(() => this.#channel.close());
  }

  #onChannelState(state: ChannelState): void {
    if (state === 'online') this.#enqueue(() => this.#arrive());
    if (state === 'offline') {
      this.#hasSeat = false;
      this.#profile.pause();
      this.#listener.serverLost();
    }
  }

  async #arrive(): Promise<void> {
    const { keys, seatToken } = this.#options;
    const reply = await this.#channel.request('room:watch', {
      protocolVersion,
      roomId: keys.roomId,
      admission: keys.admission,
      seatToken,
      epoch: this.#epoch,
    });
    if (this.#isClosed) return;
    if (!reply.ok) {
      this.#listener.refused(reply.code);
      if (passingRefusals.includes(reply.code)) this.#after('watch', retryMs, () => this.#arriveIfOnline());
      return;
    }
    this.#listener.serverRegained();
    this.#setIce(reply.value.ice);
    await this.#syncRoster(reply.value.participants);
    this.#listener.reached(reply.value.capacity);
    if (this.#wantsSeat) await this.#takeSeat();
    else for (const { participantId } of this.roster.members) this.mesh.warm(participantId);
  }

  async #arriveIfOnline(): Promise<void> {
    if (this.#channel.state === 'online') await this.#arrive();
  }

  async #takeSeat(): Promise<void> {
    if (!this.#wantsSeat || this.#hasSeat || this.#channel.state !== 'online') return;
    const sealing = this.roster.members.map(async ({ participantId }) => {
      const offer = this.mesh.takeHeldOffer(participantId);
      return offer ? ([participantId, await this.#seal(participantId, offer)] as const) : null;
    });
    const [profile, ...sealed] = await Promise.all([this.#profile.sealForJoin(), ...sealing]);
    const offers = Object.fromEntries(sealed.filter((entry) => entry !== null));
    const reply = await this.#channel.request('room:join', { profile, offers });
    if (this.#isClosed) return;
    if (!reply.ok) {
      this.#profile.pause();
      // A lost connection is joined again when it is back; anything else is for the person to decide.
      if (reply.code === 'server-unreachable') return;
      this.#wantsSeat = false;
      this.#listener.joinRefused(reply.code);
      return;
    }
    this.#hasSeat = true;
    await this.#syncRoster(reply.value.participants);
    for (const { participantId } of reply.value.participants) {
      if (!this.roster.get(participantId)) continue;
      this.mesh.connect(participantId, { isOfferDelivered: participantId in offers });
    }
    this.#listener.joined();
    this.#profile.check();
  }

  /** Takes in a roster as the server knows it. Nobody with a peer is dropped for being missing from it. */
  async #syncRoster(entries: readonly RosterEntry[]): Promise<void> {
    for (const { participantId, profile, isInterrupted } of entries) {
      await this.#admit(participantId, profile, isInterrupted);
    }
    const present = new Set(entries.map(({ participantId }) => participantId));
    for (const { participantId } of this.roster.members) {
      if (present.has(participantId)) continue;
      if (!this.#wantsSeat) this.#remove(participantId);
      else {
        this.roster.setAway(participantId);
        this.#after(participantId, absenceMs, () => this.#remove(participantId));
      }
    }
    this.#listener.peopleChanged();
  }

  async #onJoined(
    participantId: ParticipantId,
    profile: Envelope,
    offer: Envelope | undefined,
  ): Promise<void> {
    const wasAway = this.roster.get(participantId)?.isAway ?? false;
    const isKnown = await this.#admit(participantId, profile, false);
    if (isKnown && offer) await this.#onSignal(participantId, offer);
    else if (isKnown && !this.#wantsSeat) this.mesh.warm(participantId);
    else if (wasAway) this.mesh.resync(participantId);
    this.#listener.peopleChanged();
  }

  /** Takes a profile in; `false` when it is not to be believed. */
  async #admit(participantId: ParticipantId, profile: Envelope, isAway: boolean): Promise<boolean> {
    const admission = await this.roster.admit(participantId, profile, isAway);
    if (admission.outcome === 'refused') {
      this.#dropped(participantId, 'profile', admission.reason);
      return false;
    }
    this.#timers.cancel(participantId);
    if (admission.outcome === 'replaced') this.mesh.drop(participantId);
    if (admission.outcome === 'joined' && this.#hasSeat) {
      this.#listener.arrived(admission.member.profile.displayName);
    }
    return true;
  }

  async #onSignal(from: ParticipantId, envelope: Envelope): Promise<void> {
    const opened = await this.#opener.open(from, envelope, 'self');
    if (!opened.ok) this.#dropped(from, envelope.kind, opened.code);
    else if (this.#isForMesh(opened.value) && !this.#isClosed) this.mesh.receive(from, opened.value);
  }

  #isForMesh(message: OpenedMessage): message is Exclude<OpenedMessage, { kind: 'profile' }> {
    return message.kind !== 'profile';
  }

  #dropped(from: ParticipantId, kind: Envelope['kind'], reason: DropReason): void {
    this.#options.logger.warn('box dropped', { kind, reason });
    // A message of a former life may honestly arrive late; it says nothing about who relayed it.
    if (reason === 'stale-epoch') return;
    if (kind === 'description' || reason === 'tampered') {
      this.#listener.tampered(this.roster.get(from)?.profile.displayName ?? null);
    }
  }

  #remove(participantId: ParticipantId): void {
    this.#timers.cancel(participantId);
    const member = this.roster.remove(participantId);
    this.mesh.drop(participantId);
    if (member && this.#hasSeat) this.#listener.departed(member.profile.displayName);
    this.#listener.peopleChanged();
  }

  #setIce(ice: IceConfig): void {
    this.mesh.setIce(ice);
    if (ice.ttlS === null) return;
    this.#after('ice', ice.ttlS * 1_000 * iceRefreshAt, async () => {
      const reply = await this.#channel.request('ice:refresh', {});
      if (reply.ok) this.#setIce(reply.value);
    });
  }

  #seal(to: ParticipantId, message: OutgoingMessage): Promise<Envelope> {
    return message.kind === 'description'
      ? this.#sealer.seal('description', to, message.content)
      : this.#sealer.seal('candidates', to, message.content);
  }

  /** What does not arrive is said again by the negotiation itself (PROTOCOL N4). */
  #send(to: ParticipantId, message: OutgoingMessage): void {
    this.#seal(to, message)
      .then((envelope) => this.#channel.request('signal:send', { to, envelope }))
      .then((reply) => {
        if (!reply.ok) this.#options.logger.debug('signal not taken', { code: reply.code });
      })
      .catch((error: unknown) => this.#options.logger.warn('signal not sent', { error: String(error) }));
  }

  #enqueue(task: () => Promise<void> | void): void {
    this.#inbox
      .run(async () => {
        if (!this.#isClosed) await task();
      })
      .catch((error: unknown) => this.#options.logger.warn('message not handled', { error: String(error) }));
  }

  /** Runs a task later, in its turn; a second one of the same name replaces the first. */
  #after(name: string, delayMs: number, task: () => Promise<void> | void): void {
    this.#timers.set(name, delayMs, () => this.#enqueue(task));
  }
}
