import type { ParticipantId } from '@/lib/protocol';
import type { RoomPath } from '@/lib/room/room-link';
import type { RoomWire } from '@/lib/room/room-wire';
import type { Clock } from '@/lib/store/clock';
import type { Frame } from './frames';
import { Lane } from './lane';

/** The channel of a peer connection that carries files (PROTOCOL M1). */
const fileChannelId = 3;

export interface LanesListener {
  onFrame: (frame: Exclude<Frame, { kind: 'ack' }>, lane: Lane) => void;
  onAck: (lane: Lane) => void;
  onClosed: (lane: Lane) => void;
}

/** The file channels of all paths there are. */
export class Lanes {
  readonly #lanes = new Set<Lane>();
  readonly #listener: LanesListener;
  readonly #clock: Clock;

  constructor(wire: RoomWire, listener: LanesListener, clock: Clock) {
    this.#listener = listener;
    this.#clock = clock;
    wire.onPath((path) => this.#add(path));
  }

  /** The newest one to somebody on which things arrive; `null` while there is none. */
  best(participantId: ParticipantId): Lane | null {
    const lanes = [...this.#lanes].filter((lane) => lane.participantId === participantId && lane.isUsable);
    return lanes.findLast(({ isSilent }) => !isSilent) ?? lanes.at(-1) ?? null;
  }

  get all(): Iterable<Lane> {
    return this.#lanes;
  }

  #add(path: RoomPath): void {
    const channel = path.link.openChannel('files', fileChannelId, () => {
      if (!this.#lanes.delete(lane)) return;
      lane.close();
      this.#listener.onClosed(lane);
    });
    if (!channel) return;
    const { onFrame, onAck } = this.#listener;
    const lane: Lane = new Lane({ path, channel, onFrame, onAck, clock: this.#clock });
    this.#lanes.add(lane);
  }
}
