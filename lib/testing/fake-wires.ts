import type { Wire, WireState } from '@/lib/direct/direct-wire';
import { createEmitter } from '@/lib/store/emitter';
import { createStore } from '@/lib/store/store';

/** Two ends of a wire that nothing disturbs unless told. */
export class FakeWires {
  readonly #states = [createStore<WireState>('waiting'), createStore<WireState>('waiting')] as const;
  readonly #texts = [createEmitter<{ text: string }>(), createEmitter<{ text: string }>()] as const;
  /** All that was said, in order. */
  readonly said: string[] = [];

  get ends(): readonly [Wire, Wire] {
    return [this.#end(0), this.#end(1)];
  }

  open(): void {
    for (const state of this.#states) state.set('open');
  }

  lose(): void {
    for (const state of this.#states) state.set('lost');
  }

  /** Says something at one end that no call would say. */
  inject(from: 0 | 1, text: string): void {
    this.#texts[from === 0 ? 1 : 0].emit('text', text);
  }

  #end(index: 0 | 1): Wire {
    const state = this.#states[index];
    return {
      state,
      texts: this.#texts[index],
      send: (text) => {
        if (state.getSnapshot() !== 'open') return false;
        this.said.push(text);
        queueMicrotask(() => this.inject(index, text));
        return true;
      },
    };
  }
}
