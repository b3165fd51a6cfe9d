import type { RoomLink } from '@/lib/room/room-link';
import { type FakeChannelData, FakeDataChannel } from './fake-data-channel';
import type { StepScheduler } from './step-scheduler';

interface Underway {
  to: End;
  id: number;
  data: FakeChannelData;
  onGone: () => void;
}

interface End {
  channels: Map<number, FakeDataChannel>;
  onClosed: (() => void)[];
  other: End;
}

export interface FakeRoomPathOptions {
  /** Who is at each end. */
  participantIds: readonly [string, string];
  /** When what was sent arrives. */
  scheduler: StepScheduler;
  /** Called with everything that arrives: for whom, on which channel. */
  onArrival?: (toParticipantId: string, channelId: number, data: FakeChannelData) => void;
}

/** A peer connection as room activities see it: two ends with channels, on a path that may fall silent and end. */
export class FakeRoomPath {
  /** As seen by the first: a link to the second; and the other way round. */
  readonly links: readonly [RoomLink, RoomLink];
  isSilent = false;
  #isClosed = false;
  readonly #ends: readonly [End, End];
  readonly #queues = new Map<string, Underway[]>();
  readonly #options: FakeRoomPathOptions;

  constructor(options: FakeRoomPathOptions) {
    this.#options = options;
    const first: End = { channels: new Map(), onClosed: [], other: null as unknown as End };
    const second: End = { channels: new Map(), onClosed: [], other: first };
    first.other = second;
    this.#ends = [first, second];
    const [firstId, secondId] = options.participantIds;
    this.links = [this.#link(first, secondId), this.#link(second, firstId)];
  }

  /** Nothing arrives any more, and both ends notice. */
  silence(): void {
    this.isSilent = true;
  }

  /** The connection ends at both sides; what is on its way is lost. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    for (const end of this.#ends) {
      for (const channel of end.channels.values()) channel.readyState = 'closed';
      for (const onClosed of end.onClosed) onClosed();
    }
  }

  #link(end: End, participantId: string): RoomLink {
    return {
      participantId,
      isSilent: () => this.isSilent,
      openChannel: (label, id, onClosed) => {
        if (this.#isClosed) return null;
        const channel = new FakeDataChannel(label, id, {
          deliver: (toId, data, onGone) => this.#send({ to: end.other, id: toId, data, onGone }),
        });
        end.channels.set(id, channel);
        end.onClosed.push(onClosed);
        this.#options.scheduler(() => channel.open());
        return channel as unknown as RTCDataChannel;
      },
    };
  }

  #send(underway: Underway): void {
    const key = `${this.#ends.indexOf(underway.to)}/${underway.id}`;
    const queue = this.#queues.get(key) ?? [];
    this.#queues.set(key, queue);
    queue.push(underway);
    this.#options.scheduler(() => this.#arrive(queue));
  }

  #arrive(queue: Underway[]): void {
    const next = queue.shift();
    if (!next || this.#isClosed || this.isSilent) return;
    next.onGone();
    const index = next.to === this.#ends[0] ? 0 : 1;
    this.#options.onArrival?.(this.#options.participantIds[index], next.id, next.data);
    next.to.channels.get(next.id)?.receive(next.data);
  }
}
