import type { IceConfig } from '@/lib/protocol';
import { createStore } from '@/lib/store/store';

const storageKey = 'parley.hide-address';

export interface AddressPrivacyState {
  /** Others get candidates of relays only: no address of ours (RFC 8828 section 5.2, mode 4). */
  isHidden: boolean;
  /** Somebody sees our address now. While hidden: until the paths from before have been replaced. */
  isSeen: boolean;
  /** Whether the server names a relay; `null` until it has been asked. Without one, hiding means no connection. */
  hasRelay: boolean | null;
}

/** What another tab says of the wish with a change of its storage (HTML 12.2.1); `null` when that is about something else. */
export function readWish({ key, newValue }: Pick<StorageEvent, 'key' | 'newValue'>): boolean | null {
  return key === storageKey ? newValue === 'on' : null;
}

export type PrivacyStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/**
 * Whether this person's network address is kept from the other participants. Remembered on this device where the
 * browser allows. It is told to nobody against their wish: without a relay nothing connects. Whoever is connected at
 * the time of the wish stays so, and sees it until a relayed path takes over: `isSeen`.
 */
export class AddressPrivacy {
  readonly state;
  readonly #storage: PrivacyStorage | null;

  constructor(storage: PrivacyStorage | null) {
    this.#storage = storage;
    this.state = createStore<AddressPrivacyState>({ isHidden: this.#read(), isSeen: false, hasRelay: null });
  }

  setHidden(isHidden: boolean): void {
    this.state.update((state) => ({ ...state, isHidden }));
    try {
      if (isHidden) this.#storage?.setItem(storageKey, 'on');
      else this.#storage?.removeItem(storageKey);
    } catch {
      // Storage is blocked or full: the wish holds for this page.
      return;
    }
  }

  /** Tells whether somebody sees our address. */
  setSeen(isSeen: boolean): void {
    if (isSeen !== this.state.getSnapshot().isSeen) this.state.update((state) => ({ ...state, isSeen }));
  }

  /** The configuration as this person wants it. */
  apply(ice: IceConfig): IceConfig {
    const hasRelay = ice.iceServers.some(({ urls }) => [urls].flat().some((url) => /^turns?:/i.test(url)));
    if (hasRelay !== this.state.getSnapshot().hasRelay) {
      this.state.update((state) => ({ ...state, hasRelay }));
    }
    return this.state.getSnapshot().isHidden ? { ...ice, iceTransportPolicy: 'relay' } : ice;
  }

  #read(): boolean {
    try {
      return this.#storage?.getItem(storageKey) === 'on';
    } catch {
      return false;
    }
  }
}
