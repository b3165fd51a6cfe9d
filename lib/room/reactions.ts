import type { ParticipantId, Reaction } from '@/lib/protocol';
import type { Clock } from '@/lib/store/clock';
import { createEmitter } from '@/lib/store/emitter';
import type { Unsubscribe } from '@/lib/store/store';
import { MessageMeter } from '@/lib/webrtc/message-meter';
import type { RoomWire } from './room-wire';

/** As fast as somebody means it. */
const ownLimit = { perSpan: 4, spanMs: 1_000 };
/** Nobody within their own limit ever reaches this one, which keeps a flooder off the screen (PROTOCOL M6). */
const heardLimit = { perSpan: 25, spanMs: 5_000 };

export interface ReactionEvent {
  /** `null`: our own. */
  from: ParticipantId | null;
  reaction: Reaction;
}

/** Passing signs to everybody who can be reached: shown and forgotten. */
export class Reactions {
  readonly #events = createEmitter<{ reaction: ReactionEvent }>();
  readonly #heard = new Map<ParticipantId, MessageMeter>();
  readonly #own: MessageMeter;
  readonly #wire: RoomWire;
  readonly #clock: Clock;

  constructor({ wire, clock }: { wire: RoomWire; clock: Clock }) {
    this.#wire = wire;
    this.#clock = clock;
    this.#own = new MessageMeter({ ...ownLimit, clock });
    wire.on('gone', (participantId) => this.#heard.delete(participantId));
    wire.onMessage('reaction', ({ from, content: { reaction } }) => {
      if (this.#meterOf(from).count() === 'heard') this.#events.emit('reaction', { from, reaction });
    });
  }

  /** Ours at once, the others' as they arrive. */
  onReaction(listener: (event: ReactionEvent) => void): Unsubscribe {
    return this.#events.on('reaction', listener);
  }

  /** Shows it here and says it to the others; `false` when that was too fast for it to count. */
  react(reaction: Reaction): boolean {
    if (this.#own.count() !== 'heard') return false;
    this.#events.emit('reaction', { from: null, reaction });
    this.#wire.broadcast({ kind: 'reaction', content: { version: 1, reaction } });
    return true;
  }

  #meterOf(participantId: ParticipantId): MessageMeter {
    const meter = this.#heard.get(participantId) ?? new MessageMeter({ ...heardLimit, clock: this.#clock });
    this.#heard.set(participantId, meter);
    return meter;
  }
}
