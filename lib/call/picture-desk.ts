import type { ParticipantId, PictureMessage } from '@/lib/protocol';
import type { UplinkBudget } from '@/lib/webrtc/uplink-budget';

/** Whoever looks after pictures: what to send of ours, and what the others say about that. */
export interface PictureKeeper {
  /** What one peer gets of its budget. */
  plan(participantId: ParticipantId, budget: UplinkBudget): UplinkBudget;
  receive(from: ParticipantId, message: PictureMessage): void;
  /** A peer can be spoken to, perhaps for the first time. */
  onReachable(participantId: ParticipantId): void;
  /** There is no peer for them any more; the next one may be another life of theirs. */
  forget(participantId: ParticipantId): void;
}

/** Stands between the mesh and the keeper of pictures, who comes later: keeps for them what was said before. */
export class PictureDesk {
  #keeper: PictureKeeper | null = null;
  /** The last message of each kind: a later one replaces it. */
  readonly #heard = new Map<ParticipantId, Map<PictureMessage['kind'], PictureMessage>>();

  hand(keeper: PictureKeeper): void {
    this.#keeper = keeper;
    for (const [participantId, messages] of this.#heard) {
      for (const message of messages.values()) keeper.receive(participantId, message);
    }
  }

  plan(participantId: ParticipantId, budget: UplinkBudget): UplinkBudget {
    return this.#keeper?.plan(participantId, budget) ?? budget;
  }

  receive(from: ParticipantId, message: PictureMessage): void {
    const messages = this.#heard.get(from) ?? new Map();
    this.#heard.set(from, messages.set(message.kind, message));
    this.#keeper?.receive(from, message);
  }

  onReachable(participantId: ParticipantId): void {
    this.#keeper?.onReachable(participantId);
  }

  forget(participantId: ParticipantId): void {
    this.#heard.delete(participantId);
    this.#keeper?.forget(participantId);
  }
}
