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
  readonly #opening: Promise<void>[];
  readonly #sessions = new Map<PairWay, WaySession>();
  readonly #timers: NamedTimers;

  constructor(ports: PairPorts, keys: RoomKeys, ice: IceConfig) {
    const ways = pairWays(ports.privacy.apply(ice));
    this.#timers = new NamedTimers(ports.clock);
    this.rows = createStore<readonly PairRow[]>(ways.map((way) => ({ way, state: { status: 'alone' } })));
    this.#opening = ways.map(async (way) => {
      const onChange = (state: WayState) => this.#set(way, state);
      this.#sessions.set(way, await WaySession.open({ ...ports, keys, way, onChange }));
    });
  }

  /** Leaves at once: the other side sees us go. Final. */
  async close(): Promise<void> {
    this.#timers.clear();
    await Promise.allSettled(this.#opening);
    for (const session of this.#sessions.values()) session.close();
  }

  #set(way: PairWay, state: WayState): void {
    this.rows.update((rows) => rows.map((row) => (row.way === way ? { way, state } : row)));
    if (!this.#isOtherHere) this.#replace(({ state }) => state.status === 'missing', 'alone');
    else if (state.status === 'connecting') this.#timers.set('arrival', arrivalMs, () => this.#onArrived());
  }

  /** Whoever hides their address does not try the direct way; what it was like for somebody before says nothing now. */
  #onArrived(): void {
    const isAlone = (way: PairWay) => this.#sessions.get(way)?.isAlone ?? true;
    const rows = this.rows.getSnapshot();
    if (rows.every(({ way }) => isAlone(way))) return;
    this.#replace(({ way, state }) => state.status !== 'refused' && isAlone(way), 'missing');
  }

  get #isOtherHere(): boolean {
    const signs = ['connecting', 'connected', 'failed'];
    return this.rows.getSnapshot().some(({ state }) => signs.includes(state.status));
  }

  #replace(isMeant: (row: PairRow) => boolean, status: 'alone' | 'missing'): void {
    this.#timers.cancel('arrival');
    this.rows.update((rows) => rows.map((row) => (isMeant(row) ? { way: row.way, state: { status } } : row)));
  }
}
