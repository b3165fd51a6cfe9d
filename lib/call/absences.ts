import type { ParticipantId } from '@/lib/protocol';
import type { Clock } from '@/lib/store/clock';
import { NamedTimers } from '@/lib/store/named-timers';
import type { PeerMesh } from './peer-mesh';
import type { Roster } from './roster';

/** Somebody whom a server that has just come back does not know is expected back within this. */
const absenceMs = 30_000;

export interface AbsencesOptions {
  roster: Roster;
  mesh: PeerMesh;
  /** Runs a task in its turn. */
  enqueue: (task: () => void) => void;
  /** Takes somebody out of the call. */
  remove: (participantId: ParticipantId) => void;
  clock: Clock;
}

/**
 * Those whom the server does not have although we do. Their connection to the server is lost, which does not
 * interrupt the call: they stay, as away, for as long as media flows (PROTOCOL L5).
 */
export class Absences {
  readonly #options: AbsencesOptions;
  readonly #expected: NamedTimers;
  readonly #givenUp = new Set<ParticipantId>();

  constructor(options: AbsencesOptions) {
    this.#options = options;
    this.#expected = new NamedTimers(options.clock);
  }

  /** The server does not know somebody yet: given up unless they are back in good time. */
  expect(participantId: ParticipantId): void {
    this.#options.roster.setAway(participantId);
    this.#expected.set(participantId, absenceMs, () => this.giveUp(participantId));
  }

  /** The server waits for somebody no more: they go as soon as we are not connected to them. */
  giveUp(participantId: ParticipantId): void {
    this.#options.roster.setAway(participantId);
    this.#expected.cancel(participantId);
    this.#givenUp.add(participantId);
    this.check();
  }

  /** A connection may have broken. */
  check(): void {
    const { enqueue, remove } = this.#options;
    for (const participantId of this.#givenUp) {
      if (!this.#isGone(participantId)) continue;
      enqueue(() => {
        // They may be back by now.
        if (this.#isGone(participantId)) remove(participantId);
      });
    }
  }

  /** Back, or gone for good. */
  forget(participantId: ParticipantId): void {
    this.#expected.cancel(participantId);
    this.#givenUp.delete(participantId);
  }

  clear(): void {
    this.#expected.clear();
    this.#givenUp.clear();
  }

  #isGone(participantId: ParticipantId): boolean {
    return this.#givenUp.has(participantId) && !this.#options.mesh.isConnected(participantId);
  }
}
