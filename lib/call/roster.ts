import type { DropReason, Opener } from '@/lib/crypto/opener';
import type { Envelope, ParticipantId, Profile } from '@/lib/protocol';

/** Somebody seated in the room, as far as sealed profiles tell. */
export interface Member {
  participantId: ParticipantId;
  profile: Profile;
  epoch: string;
  isAway: boolean;
}

/**
 * What a profile meant: somebody new, somebody back in the life in which they had been given up, a new life of
 * somebody who is here, or news of the same life.
 */
export type Admission =
  | { outcome: 'joined' | 'returned' | 'replaced' | 'updated'; member: Member }
  | { outcome: 'refused'; reason: DropReason };

/** Who is in the room. Nobody is in it whose profile does not open (PROTOCOL C8). */
export class Roster {
  readonly #opener: Opener;
  readonly #members = new Map<ParticipantId, Member>();
  readonly #endedEpochs = new Map<ParticipantId, string>();

  constructor(opener: Opener) {
    this.#opener = opener;
  }

  get members(): readonly Member[] {
    return [...this.#members.values()];
  }

  get(participantId: ParticipantId): Member | undefined {
    return this.#members.get(participantId);
  }

  /**
   * Opens a profile and takes its person in. The server repeats profiles of those who are here in its rosters; that
   * is no replay. Whoever was removed is back only with a newer profile, which each join seals.
   */
  async admit(participantId: ParticipantId, envelope: Envelope, isAway: boolean): Promise<Admission> {
    const { epoch } = envelope;
    if (this.#endedEpochs.get(participantId) === epoch) return { outcome: 'refused', reason: 'stale-epoch' };
    const formerEpoch = this.#opener.currentEpoch(participantId);
    const opened = await this.#opener.open(participantId, envelope, '*');
    const known = this.#members.get(participantId);
    const isRepeated = !opened.ok && opened.code === 'replayed' && epoch === known?.epoch;
    if (!opened.ok && !isRepeated) return { outcome: 'refused', reason: opened.code };
    const profile = this.#opener.latestProfile(participantId);
    if (!profile) return { outcome: 'refused', reason: 'malformed' };
    const member = { participantId, profile, epoch, isAway };
    this.#members.set(participantId, member);
    if (known) return { outcome: known.epoch === epoch ? 'updated' : 'replaced', member };
    return { outcome: formerEpoch === epoch ? 'returned' : 'joined', member };
  }

  setAway(participantId: ParticipantId): void {
    const member = this.#members.get(participantId);
    if (member) this.#members.set(participantId, { ...member, isAway: true });
  }

  /** A life is over by its own word: no profile of it is believed again, as of a server that has not heard (PROTOCOL L6). */
  end(participantId: ParticipantId, epoch: string): void {
    this.#endedEpochs.set(participantId, epoch);
  }

  remove(participantId: ParticipantId): Member | undefined {
    const member = this.#members.get(participantId);
    this.#members.delete(participantId);
    return member;
  }
}
