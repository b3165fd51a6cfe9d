import type { Activities } from '@/lib/room/activities';
import type { Logger } from '@/lib/store/logger';
import { createStore } from '@/lib/store/store';
import type { PeerMesh } from './peer-mesh';

/** Opens what people do besides talking; its part of the program is loaded only then. */
export type OpenActivities = () => Promise<Activities>;

/** A life in a room, as far as activities go. */
interface ActiveRoom {
  mesh: Pick<PeerMesh, 'watchLinks'>;
}

/** Lends the links of each life in the room to one set of activities. A call without it is still a call. */
export class RoomActivities {
  /** `null` until the first life in the room has begun and the program is here. */
  readonly state = createStore<Activities | null>(null);
  readonly #open: OpenActivities | null;
  readonly #logger: Logger;
  #opening: Promise<Activities> | null = null;
  #room: ActiveRoom | null = null;

  constructor(open: OpenActivities | null, logger: Logger) {
    this.#open = open;
    this.#logger = logger;
  }

  /** Once for each room, however often we take a seat in it. */
  async begin(room: ActiveRoom): Promise<void> {
    if (!this.#open || this.#room === room) return;
    this.#room = room;
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
      if (this.#room === room) this.#room = null;
      this.#opening = null;
      this.#logger.warn('activities not opened', { error: String(error) });
    }
  }

  end(): void {
    this.#room = null;
    this.state.getSnapshot()?.exit();
  }
}
