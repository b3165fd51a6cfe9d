import type { Activities } from '@/lib/room/activities';
import type { Clock, TimerId } from '@/lib/store/clock';
import type { Logger } from '@/lib/store/logger';
import { createStore } from '@/lib/store/store';
import type { PeerMesh } from './peer-mesh';

/** Opens what people do besides talking; its part of the program is loaded only then. */
export type OpenActivities = () => Promise<Activities>;

/** Between the first two attempts to open them, and between any two at most. */
const retryMs = { first: 1_000, most: 30_000 };

/** A life in a room, as far as activities go. */
interface ActiveRoom {
  mesh: Pick<PeerMesh, 'watchLinks'>;
}

/** Lends the links of each life in the room to one set of activities. A call without it is still a call. */
export class RoomActivities {
  /** `null` until the first life in the room has begun and the program is here. */
  readonly state = createStore<Activities | null>(null);
  readonly #open: OpenActivities | null;
  readonly #clock: Clock;
  readonly #logger: Logger;
  #retry: TimerId = 0;
  #opening: Promise<Activities> | null = null;
  #room: ActiveRoom | null = null;

  constructor(open: OpenActivities | null, clock: Clock, logger: Logger) {
    this.#open = open;
    this.#clock = clock;
    this.#logger = logger;
  }

  /** Once for each room, however often we take a seat in it; tried again and again while it can't be loaded. */
  async begin(room: ActiveRoom, waitMs = retryMs.first): Promise<void> {
    if (!this.#open || this.#room === room) return;
    this.#room = room;
    this.#clock.clearTimeout(this.#retry);
    try {
      this.#opening ??= this.#open();
      const activities = await this.#opening;
      if (this.#room !== room) return;
      activities.enter((onLink) =>
        room.mesh.watchLinks((participantId, { session }) =>
          onLink({
            participantId,
            isSilent: () => session.isSilent,
            openChannel: (label, id, onClosed) => session.openChannel(label, id, onClosed),
          }),
        ),
      );
      this.state.set(activities);
    } catch (error) {
      this.#opening = null;
      this.#logger.warn('activities not opened', { error: String(error) });
      if (this.#room !== room) return;
      this.#room = null;
      const nextWaitMs = Math.min(2 * waitMs, retryMs.most);
      this.#retry = this.#clock.setTimeout(() => void this.begin(room, nextWaitMs), waitMs);
    }
  }

  end(): void {
    this.#clock.clearTimeout(this.#retry);
    this.#room = null;
    this.state.getSnapshot()?.exit();
  }
}
