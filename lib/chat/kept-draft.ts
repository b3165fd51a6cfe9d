import { limits, type RoomId } from '@/lib/protocol';
import type { TabStorage } from '@/lib/room/tab-storage';
import { createStore, type ReadonlyStore } from '@/lib/store/store';

/** What is being written and not sent yet, kept by this tab across a reload, for as long as it is not empty. */
export class KeptDraft {
  readonly #storage: TabStorage | null;
  readonly #key: string;
  readonly #text;

  constructor(storage: TabStorage | null, roomId: RoomId) {
    this.#storage = storage;
    this.#key = `parley.draft.${roomId}`;
    this.#text = createStore(this.#read());
  }

  get text(): ReadonlyStore<string> {
    return this.#text;
  }

  set(text: string): void {
    this.#text.set(text);
    try {
      // A little more than can be sent: what is too long is for the person to cut.
      if (text === '') this.#storage?.removeItem(this.#key);
      else this.#storage?.setItem(this.#key, text.slice(0, 4 * limits.chatTextLength));
    } catch {
      // Full, or forbidden: it lives as long as the page.
      return;
    }
  }

  #read(): string {
    try {
      return this.#storage?.getItem(this.#key) ?? '';
    } catch {
      return '';
    }
  }
}
