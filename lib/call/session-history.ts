import type { ParticipantId } from '@/lib/protocol';

/** As many ended sessions of one participant are remembered. */
const formerKept = 16;
/** So many sessions one participant may begin with us in quick succession, and one more after each pause. */
const burst = 3;
const everyMs = 2_000;

/** What each participant's sessions have been: which are over, and how fast they were begun. */
export class SessionHistory {
  readonly #formerIds = new Map<ParticipantId, string[]>();
  readonly #begunMs = new Map<ParticipantId, number[]>();

  /** Whether a session has ended here: then it never begins again (PROTOCOL N8). */
  isOver(participantId: ParticipantId, sessionId: string): boolean {
    return this.#formerIds.get(participantId)?.includes(sessionId) ?? false;
  }

  end(participantId: ParticipantId, sessionId: string): void {
    const former = this.#formerIds.get(participantId) ?? [];
    this.#formerIds.set(participantId, [...former, sessionId].slice(-formerKept));
  }

  /**
   * Whether somebody may begin a session with us now, and counts it when they may: opening peer connections costs us.
   * An offer dropped for it is repeated (PROTOCOL N4, N6).
   */
  mayBegin(participantId: ParticipantId, nowMs: number): boolean {
    const begunMs = this.#begunMs.get(participantId) ?? [];
    const recent = begunMs.filter((ms) => nowMs - ms < burst * everyMs);
    if (recent.length >= burst) return false;
    this.#begunMs.set(participantId, [...recent, nowMs]);
    return true;
  }
}
