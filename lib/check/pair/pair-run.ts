import type { RoomKeys } from '@/lib/crypto/room-keys';
import type { IceConfig } from '@/lib/protocol';
import { NamedTimers } from '@/lib/store/named-timers';
import { createStore, type Store } from '@/lib/store/store';
import { type PairWay, pairWays } from './pair-ways';
import { type PairPorts, WaySession, type WayState } from './way-session';

/** Whoever opens the link is in all rooms within moments of each other. */
const arrivalMs = 5_000;

export interface PairRow {
  way: PairWay;
  state: WayState;
}

/** Tries every way to whoever opens the same link, one session for each, all at once. */
export class PairRun {
  readonly rows: Store<readonly PairRow[]>;
  readonly #sessions: Promise<WaySession>[];
  readonly #timers: NamedTimers;

  constructor(ports: PairPorts, keys: RoomKeys, ice: IceConfig) {
    const ways = pairWays(ports.privacy.apply(ice));
    this.#timers = new NamedTimers(ports.clock);
    this.rows = createStore<readonly PairRow[]>(ways.map((way) => ({ way, state: { status: 'alone' } })));
    this.#sessions = ways.map((way) =>
      WaySession.open({ ...ports, keys, way, onChange: (state) => this.#set(way, state) }),
    );
  }

  /** Leaves at once: the other side sees us go. Final. */
  async close(): Promise<void> {
    this.#timers.clear();
    for (const opened of await Promise.allSettled(this.#sessions)) {
      if (opened.status === 'fulfilled') opened.value.close();
    }
  }

  #set(way: PairWay, state: WayState): void {
    this.rows.update((rows) => rows.map((row) => (row.way === way ? { way, state } : row)));
    if (!this.#isOtherHere) this.#replace('missing', 'alone');
    // Whoever hides their address does not try the direct way.
    else if (state.status === 'connecting')
      this.#timers.set('arrival', arrivalMs, () => this.#replace('alone', 'missing'));
  }

  get #isOtherHere(): boolean {
    const signs = ['connecting', 'connected', 'failed'];
    return this.rows.getSnapshot().some(({ state }) => signs.includes(state.status));
  }

  #replace(former: 'alone' | 'missing', next: 'alone' | 'missing'): void {
    this.#timers.cancel('arrival');
    this.rows.update((rows) =>
      rows.map((row) => (row.state.status === former ? { way: row.way, state: { status: next } } : row)),
    );
  }
}
