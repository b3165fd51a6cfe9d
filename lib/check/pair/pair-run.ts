import type { RoomKeys } from '@/lib/crypto/room-keys';
import type { IceConfig } from '@/lib/protocol';
import { createStore, type Store } from '@/lib/store/store';
import { type PairWay, pairWays } from './pair-ways';
import { type PairPorts, WaySession, type WayState } from './way-session';

export interface PairRow {
  way: PairWay;
  state: WayState;
}

/** Tries every way to whoever opens the same link, one session for each, all at once. */
export class PairRun {
  readonly rows: Store<readonly PairRow[]>;
  readonly #sessions: Promise<WaySession>[];

  constructor(ports: PairPorts, keys: RoomKeys, ice: IceConfig) {
    const ways = pairWays(ice);
    this.rows = createStore<readonly PairRow[]>(ways.map((way) => ({ way, state: { status: 'alone' } })));
    this.#sessions = ways.map((way) =>
      WaySession.open({ ...ports, keys, way, onChange: (state) => this.#set(way, state) }),
    );
  }

  /** Leaves at once: the other side sees us go. Final. */
  async close(): Promise<void> {
    for (const opened of await Promise.allSettled(this.#sessions)) {
      if (opened.status === 'fulfilled') opened.value.close();
    }
  }

  #set(way: PairWay, state: WayState): void {
    this.rows.update((rows) => rows.map((row) => (row.way === way ? { way, state } : row)));
  }
}
