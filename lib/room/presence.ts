import { limits, type ParticipantId, type PresenceMessage } from '@/lib/protocol';
import { createStore, type ReadonlyStore } from '@/lib/store/store';
import type { RoomWire } from './room-wire';

/** What somebody is doing besides talking. */
export type Doing = Omit<PresenceMessage, 'version'>;

const nothing: Doing = { hand: null, isRecording: false };

export interface PresenceState {
  own: Doing;
  /** The others who are doing something, or were asked about it. */
  others: ReadonlyMap<ParticipantId, Doing>;
}

/**
 * Who has a hand up, and who records. Everybody tells their own, whole, to whoever becomes reachable and whenever it
 * changes (PROTOCOL M4).
 */
export class Presence {
  readonly #state = createStore<PresenceState>({ own: nothing, others: new Map() });
  readonly #wire: RoomWire;

  constructor(wire: RoomWire) {
    this.#wire = wire;
    wire.on('linked', (participantId) => this.#tell(participantId));
    wire.on('gone', (participantId) => this.#set(participantId, null));
    wire.onMessage('presence', ({ from, content: { hand, isRecording } }) =>
      this.#set(from, { hand, isRecording }),
    );
  }

  get state(): ReadonlyStore<PresenceState> {
    return this.#state;
  }

  /**
   * Raised after everybody whose hand is up, or to the `hand` that it had when it went down by mistake; raising it
   * twice keeps the place.
   */
  setHandRaised(isRaised: boolean, hand?: number): void {
    const { own, others } = this.#state.getSnapshot();
    if ((own.hand !== null) === isRaised) return;
    const highest = Math.max(0, ...[...others.values()].map((other) => other.hand ?? 0));
    this.#change({ hand: isRaised ? (hand ?? Math.min(highest + 1, limits.handMax)) : null });
  }

  setRecording(isRecording: boolean): void {
    this.#change({ isRecording });
  }

  /** A life in the room is over: the next one begins with everything down. */
  reset(): void {
    this.#state.set({ own: nothing, others: new Map() });
  }

  #change(change: Partial<Doing>): void {
    this.#state.update((state) => ({ ...state, own: { ...state.own, ...change } }));
    for (const participantId of this.#wire.reachable.getSnapshot()) this.#tell(participantId);
  }

  #tell(participantId: ParticipantId): void {
    const { own } = this.#state.getSnapshot();
    this.#wire.send(participantId, { kind: 'presence', content: { version: 1, ...own } });
  }

  #set(participantId: ParticipantId, doing: Doing | null): void {
    this.#state.update(({ own, others }) => {
      const changed = new Map(others);
      if (doing) changed.set(participantId, doing);
      else changed.delete(participantId);
      return { own, others: changed };
    });
  }
}
