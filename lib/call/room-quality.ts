import type { CallQuality } from '@/lib/quality/call-quality';
import type { Quality } from '@/lib/quality/quality-state';
import type { Logger } from '@/lib/store/logger';
import { createStore } from '@/lib/store/store';
import type { QualityRoom } from './open-quality';

/** Opens what looks after the connections of a room; its part of the program is loaded only then. */
export type OpenQuality = (room: QualityRoom) => Promise<CallQuality>;

/** Has one room at a time looked after, from the moment that we are in. A call without it is still a call. */
export class RoomQuality {
  /** `null` while nobody looks after a room. */
  readonly state = createStore<Quality | null>(null);
  readonly #open: OpenQuality | null;
  readonly #logger: Logger;
  #room: QualityRoom | null = null;
  #quality: CallQuality | null = null;

  constructor(open: OpenQuality | null, logger: Logger) {
    this.#open = open;
    this.#logger = logger;
  }

  /** Begins, once for each room, however often we take a seat in it. */
  async begin(room: QualityRoom): Promise<void> {
    if (!this.#open || this.#room === room) return;
    this.#room = room;
    try {
      const quality = await this.#open(room);
      if (this.#room !== room) {
        quality.close();
        return;
      }
      this.#quality = quality;
      this.state.set(quality);
    } catch (error) {
      if (this.#room === room) this.#room = null;
      this.#logger.warn('quality not looked after', { error: String(error) });
    }
  }

  end(): void {
    this.#room = null;
    this.#quality?.close();
    this.#quality = null;
    this.state.set(null);
  }
}
