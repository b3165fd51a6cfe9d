import type { ErrorCode } from '@/lib/errors/error-code';
import type { RosterEntry } from '@/lib/protocol';
import type { Channel } from '@/lib/signaling/channel';
import type { Clock } from '@/lib/store/clock';
import { NamedTimers } from '@/lib/store/named-timers';
import { offersThatFit } from './offers-that-fit';
import { isPassingRefusal, refusalRetryMs } from './passing-refusal';
import type { PeerMesh } from './peer-mesh';
import type { ProfileAnnouncer } from './profile-announcer';
import type { RoomListener } from './room-listener';
import type { Roster } from './roster';
import type { SealedMail } from './sealed-mail';

export interface SeatOptions {
  channel: Channel;
  mesh: PeerMesh;
  roster: Roster;
  mail: SealedMail;
  profile: ProfileAnnouncer;
  /** Whether the server knows this connection. */
  isWatching: () => boolean;
  /** Asks for `take` in its turn. */
  askAgain: () => void;
  /** Takes in who is seated, as the reply says. */
  syncRoster: (participants: readonly RosterEntry[]) => Promise<void>;
  listener: RoomListener;
  clock: Clock;
}

/** Our seat in the room: wanted from the click on, taken on each connection anew (PROTOCOL J3, J7). */
export class Seat {
  readonly #options: SeatOptions;
  readonly #timers: NamedTimers;
  #isWanted = false;
  #isTaken = false;
  #hasBeenTaken = false;

  constructor(options: SeatOptions) {
    this.#options = options;
    this.#timers = new NamedTimers(options.clock);
  }

  get isWanted(): boolean {
    return this.#isWanted;
  }

  get isTaken(): boolean {
    return this.#isTaken;
  }

  /** Whether we have been in the call, as we still are while the connection is gone, in this page. */
  get hasBeenTaken(): boolean {
    return this.#hasBeenTaken;
  }

  want(): void {
    this.#isWanted = true;
    this.#options.askAgain();
  }

  /** The connection is gone, and the seat with it until the next one. */
  lose(): void {
    this.#isTaken = false;
    this.#timers.clear();
  }

  /** Another page has it now. */
  cede(): void {
    this.#isWanted = false;
    this.#hasBeenTaken = false;
    this.lose();
  }

  /** Joins with an offer for everybody who is in; does nothing when there is nothing to be done. */
  async take(): Promise<void> {
    const { channel, mesh, roster, mail, profile: announcer, isWatching, listener } = this.#options;
    if (!this.#isWanted || this.#isTaken || !isWatching()) return;
    const sealing = roster.members.map(async ({ participantId }) => {
      const offer = mesh.takeHeldOffer(participantId);
      return offer ? ([participantId, await mail.seal(participantId, offer)] as const) : null;
    });
    const [profile, ...sealed] = await Promise.all([announcer.sealForJoin(), ...sealing]);
    if (!isWatching()) return;
    const offers = offersThatFit(sealed.filter((entry) => entry !== null));
    const request = channel.request('room:join', { profile, offers });
    // Told only now: showing the call takes longer than sealing the offers, and the join should not wait for it.
    listener.asked();
    const reply = await request;
    if (!isWatching()) return;
    if (!reply.ok) return this.#onRefused(reply.code);
    this.#isTaken = true;
    this.#hasBeenTaken = true;
    await this.#options.syncRoster(reply.value.participants);
    if (!this.#isTaken) return;
    for (const { participantId, isInterrupted } of reply.value.participants) {
      if (!roster.get(participantId)) continue;
      // The server had nobody to hand it to when the resident was interrupted.
      mesh.connect(participantId, { isOfferDelivered: participantId in offers && !isInterrupted });
    }
    listener.joined();
    announcer.check();
  }

  #onRefused(code: ErrorCode): void {
    this.#options.profile.pause();
    if (isPassingRefusal(code)) {
      this.#timers.set('join', refusalRetryMs, () => this.#options.askAgain());
      return;
    }
    this.#isWanted = false;
    this.#options.mesh.warmAll(this.#options.roster.members);
    this.#options.listener.joinRefused(code);
  }
}
