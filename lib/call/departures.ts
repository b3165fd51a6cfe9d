import type { ParticipantId } from '@/lib/protocol';
import { Absences, type AbsencesOptions } from './absences';

export interface DeparturesOptions extends Omit<AbsencesOptions, 'remove'> {
  /** Somebody is gone from roster and mesh. */
  onRemoved: (displayName: string | null) => void;
}

/** How people go: taken out by the server, by their own word on the way to us, or when nobody waits for them any more. */
export class Departures {
  readonly absences: Absences;
  readonly #options: DeparturesOptions;

  constructor(options: DeparturesOptions) {
    this.#options = options;
    this.absences = new Absences({ ...options, remove: (participantId) => this.remove(participantId) });
  }

  /** The server has freed somebody's seat. */
  onLeft(participantId: ParticipantId, reason: 'left' | 'timeout'): void {
    // Whoever only lost the server may still be there for us.
    if (reason === 'timeout' && this.#options.mesh.isConnected(participantId)) {
      this.absences.giveUp(participantId);
    } else this.remove(participantId);
  }

  /** Somebody says goodbye on a path of their own to us: the life that it belongs to is over (PROTOCOL L6). */
  onGoodbye(participantId: ParticipantId): void {
    const { roster, enqueue } = this.#options;
    const epoch = roster.get(participantId)?.epoch;
    if (epoch === undefined) return;
    enqueue(() => {
      roster.end(participantId, epoch);
      // Another life of theirs may have come in between.
      if (roster.get(participantId)?.epoch === epoch) this.remove(participantId);
    });
  }

  remove(participantId: ParticipantId): void {
    const { roster, mesh, onRemoved } = this.#options;
    this.absences.forget(participantId);
    const member = roster.remove(participantId);
    mesh.drop(participantId);
    onRemoved(member?.profile.displayName ?? null);
  }
}
