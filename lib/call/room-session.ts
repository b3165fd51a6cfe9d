import { createOpener, type DropReason } from '@/lib/crypto/opener';
import type { RoomKeys } from '@/lib/crypto/room-keys';
import { createSealer } from '@/lib/crypto/sealer';
import { createEpoch } from '@/lib/crypto/seat-token';
import {
  type ClientReply,
  type Envelope,
  type ParticipantId,
  type Profile,
  protocolVersion,
  type RosterEntry,
} from '@/lib/protocol';
import type { Channel } from '@/lib/signaling/channel';
import type { NetworkChange } from '@/lib/signaling/network-watch';
import type { Clock } from '@/lib/store/clock';
import type { Logger } from '@/lib/store/logger';
import { createSerialQueue } from '@/lib/store/serial-queue';
import type { AddressPrivacy } from './address-privacy';
import { Departures } from './departures';
import { hearRoom } from './hear-room';
import type { PeerMesh, PeerMeshOptions } from './peer-mesh';
import { ProfileAnnouncer } from './profile-announcer';
import type { RoomListener } from './room-listener';
import { RoomWatch } from './room-watch';
import { type Admission, Roster } from './roster';
import { SealedMail } from './sealed-mail';
import { Seat } from './seat';

/** What the mesh needs of the room. */
export type MeshRoom = Pick<PeerMeshOptions, 'send' | 'canSignal' | 'onSilent' | 'onGoodbye' | 'onChange'>;

export interface RoomSessionOptions {
  keys: RoomKeys;
  seatToken: string;
  self: ParticipantId;
  channel: Channel;
  getProfile: () => Profile;
  privacy: AddressPrivacy;
  createMesh: (room: MeshRoom) => PeerMesh;
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
  readonly #mail: SealedMail;
  readonly #profile: ProfileAnnouncer;
  readonly #watch: RoomWatch;
  readonly #departures: Departures;
  readonly #seat: Seat;
  #isClosed = false;

  constructor(options: RoomSessionOptions) {
    const { keys, seatToken, self, channel, clock } = options;
    this.#options = options;
    this.#channel = channel;
    this.#listener = options.listener;
    const sealer = createSealer({ ...keys, participantId: self, epoch: this.#epoch });
    const opener = createOpener({ ...keys, self });
    this.#mail = new SealedMail({
      epoch: this.#epoch,
      epochOf: (participantId) => opener.currentEpoch(participantId),
      sealer,
      opener,
      channel,
      logger: options.logger,
    });
    this.roster = new Roster(opener);
    this.mesh = options.createMesh({
      send: (to, message) => this.#mail.send(to, message),
      canSignal: () => this.#seat.isTaken,
      // What silences a peer may have silenced the server too.
      onSilent: () => this.#watch.verify(),
      onGoodbye: (participantId) => this.#departures.onGoodbye(participantId),
      onChange: () => this.#onPeersChanged(),
    });
    this.#departures = new Departures({
      roster: this.roster,
      mesh: this.mesh,
      enqueue: (task) => this.#enqueue(task),
      onRemoved: (displayName) => this.#onRemoved(displayName),
      clock,
    });
    this.#profile = new ProfileAnnouncer({
      getProfile: options.getProfile,
      seal: (profile) => sealer.seal('profile', '*', profile),
      send: async (profile) => (await channel.request('profile:update', { profile })).ok,
      clock,
    });
    this.#seat = new Seat({
      channel,
      mesh: this.mesh,
      roster: this.roster,
      mail: this.#mail,
      profile: this.#profile,
      isWatching: () => this.#watch.isWatching,
      askAgain: () => this.#enqueue(() => this.#seat.take()),
      syncRoster: (participants) => this.#syncRoster(participants),
      listener: options.listener,
      clock,
    });
    const { roomId, admission } = keys;
    this.#watch = new RoomWatch({
      channel,
      admission: { protocolVersion, roomId, admission, seatToken, epoch: this.#epoch },
      enqueue: (task) => this.#enqueue(task),
      onWatching: (reply) => this.#onWatching(reply),
      onRefused: (code) => options.listener.refused(code),
      onIce: () => this.#setIce(),
      onLost: () => this.#onLost(),
      clock,
      logger: options.logger,
    });
  }

  open(): void {
    const inTurn =
      <A extends unknown[]>(handle: (...args: A) => Promise<void> | void) =>
      (...args: A) =>
        this.#enqueue(() => handle(...args));
    hearRoom(this.#channel, {
      profile: inTurn((participantId, profile, offer) => this.#onProfile(participantId, profile, offer)),
      interrupted: inTurn((participantId) => {
        this.roster.setAway(participantId);
        this.#listener.peopleChanged();
      }),
      left: inTurn((participantId, reason) => this.#departures.onLeft(participantId, reason)),
      signal: inTurn((from, envelope) => this.#onSignal(from, envelope)),
      replaced: inTurn(() => {
        // It lives on in another page: nothing is said of leaving.
        this.#seat.cede();
        this.#listener.replaced();
      }),
    });
    this.#watch.open();
  }

  /** Takes a seat; the outcome comes as `joined` or `joinRefused`. */
  join(): void {
    this.#seat.want();
  }

  /** Our own network may have changed: neither the connection to the server nor any path can be trusted. */
  networkChanged(change: NetworkChange): void {
    this.#watch.verify();
    if (change === 'likely') this.mesh.onNetworkChange();
  }

  /** What others may learn of our address has changed: the paths that there are go by it too. */
  privacyChanged(): void {
    this.#setIce();
    this.mesh.renewAll();
  }

  /** Our name or devices may have changed. */
  profileChanged(): void {
    this.#profile.check();
  }

  /** Says goodbye to everybody (PROTOCOL L6), frees the seat at once and ends the connection. Final. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    // A join may be on its way: the seat that it takes is freed right after.
    const mayHaveSeat = this.#seat.isWanted && this.#watch.isWatching;
    if (this.#seat.isWanted || this.#seat.hasBeenTaken) this.mesh.sayGoodbye();
    this.#seat.lose();
    this.#profile.pause();
    this.#watch.close();
    this.#departures.absences.clear();
    this.mesh.close();
    const leaving = mayHaveSeat ? this.#channel.request('room:leave', {}) : Promise.resolve();
    void leaving.then(() => this.#channel.close());
  }

  #setIce(): void {
    const { ice } = this.#watch;
    if (ice) this.mesh.setIce(this.#options.privacy.apply(ice));
  }

  #onLost(): void {
    if (this.#isClosed) return;
    this.#seat.lose();
    // Who is absent, only a server can tell.
    this.#departures.absences.clear();
    this.#profile.pause();
    this.mesh.dropUnanswered();
    this.#listener.serverLost();
  }

  async #onWatching({ participants, capacity }: ClientReply<'room:watch'>): Promise<void> {
    this.#listener.serverRegained();
    await this.#syncRoster(participants);
    if (!this.#watch.isWatching) return;
    this.#listener.reached(capacity);
    if (this.#seat.isWanted) await this.#seat.take();
    else this.mesh.warmAll(this.roster.members);
  }

  /** Takes in a roster as the server knows it. Nobody with a peer is dropped for being missing from it. */
  async #syncRoster(entries: readonly RosterEntry[]): Promise<void> {
    for (const { participantId, profile, isInterrupted } of entries) {
      await this.#admit(participantId, profile, isInterrupted);
    }
    if (!this.#watch.isWatching) return;
    const present = new Set(entries.map(({ participantId }) => participantId));
    for (const { participantId } of this.roster.members) {
      if (present.has(participantId)) continue;
      if (this.#seat.isWanted) this.#departures.absences.expect(participantId);
      else this.#departures.remove(participantId);
    }
    this.#listener.peopleChanged();
  }

  async #onProfile(participantId: ParticipantId, profile: Envelope, offer?: Envelope): Promise<void> {
    // Another page with our seat token, which takes our place with its join.
    if (participantId === this.#options.self) return;
    const wasAway = this.roster.get(participantId)?.isAway ?? false;
    const outcome = await this.#admit(participantId, profile, false);
    if (outcome === 'refused' || this.#isClosed) return;
    if (!this.#seat.isWanted) this.mesh.warm(participantId);
    else if (offer) await this.#onSignal(participantId, offer);
    else if (this.#seat.isTaken && (wasAway || outcome === 'returned')) {
      // Something may have been lost on either side, an offer of ours or the session as a whole.
      this.mesh.connect(participantId, { isOfferDelivered: false });
    } else this.mesh.resync(participantId);
    this.#listener.peopleChanged();
  }

  /** Takes a profile in, unless it is not to be believed. */
  async #admit(
    participantId: ParticipantId,
    profile: Envelope,
    isAway: boolean,
  ): Promise<Admission['outcome']> {
    const admission = await this.roster.admit(participantId, profile, isAway);
    if (this.#isClosed) return 'refused';
    const { outcome } = admission;
    if (outcome === 'refused') {
      this.#dropped(participantId, 'profile', admission.reason);
      return outcome;
    }
    this.#departures.absences.forget(participantId);
    if (outcome === 'replaced') this.mesh.drop(participantId);
    if ((outcome === 'joined' || outcome === 'returned') && this.#seat.isTaken) {
      this.#listener.arrived(admission.member.profile.displayName);
    }
    return outcome;
  }

  async #onSignal(from: ParticipantId, envelope: Envelope): Promise<void> {
    const opened = await this.#mail.open(from, envelope);
    if (this.#isClosed) return;
    if (!opened.ok) this.#dropped(from, envelope.kind, opened.code);
    // Nobody is spoken to who is not shown, nor anybody before we are seated.
    else if (opened.value && this.#seat.isWanted && this.roster.get(from))
      this.mesh.receive(from, opened.value);
    else this.#options.logger.debug('message for nobody dropped', { kind: envelope.kind });
  }

  /** Somebody is told of what may be tampering; a message of a former life may honestly be late (PROTOCOL C7). */
  #dropped(from: ParticipantId, kind: Envelope['kind'], reason: DropReason): void {
    this.#options.logger.warn('box dropped', { kind, reason });
    const isSuspicious = reason === 'tampered' || (kind === 'description' && reason !== 'stale-epoch');
    if (isSuspicious) this.#listener.tampered(this.roster.get(from)?.profile.displayName ?? null);
  }

  #onPeersChanged(): void {
    this.#departures.absences.check();
    this.#listener.peopleChanged();
  }

  #onRemoved(displayName: string | null): void {
    if (displayName !== null && this.#seat.hasBeenTaken) this.#listener.departed(displayName);
    this.#listener.peopleChanged();
  }

  #enqueue(task: () => Promise<void> | void): void {
    this.#inbox
      .run(async () => {
        if (!this.#isClosed) await task();
      })
      .catch((error: unknown) => this.#options.logger.warn('message not handled', { error: String(error) }));
  }
}
