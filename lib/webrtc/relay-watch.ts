import type { Clock, TimerId } from '@/lib/store/clock';
import { isDetour, isPathRelayed } from './selected-path';

/** A path that was looked for anew has been found within this time. */
const findingMs = 2_000;

interface RelayWatchOptions {
  peerConnection: RTCPeerConnection;
  /** Looks for a better path (webrtc-pc 4.4.1.7). */
  restartIce: () => void;
  /** `isRelayed` is another one now. */
  onChange: () => void;
  /** The browser did not say which path is in use; what was known before stays. */
  onError: (error: unknown) => void;
  onDetour: () => void;
  clock: Clock;
}

/** Knows whether the path in use goes through a relay, and leaves one that stands in a direct path's place. */
export class RelayWatch {
  readonly #options: RelayWatchOptions;
  #isRelayed = false;
  #timer: TimerId | null = null;
  #isClosed = false;

  constructor(options: RelayWatchOptions) {
    this.#options = options;
  }

  /** Meaningful while connected. */
  get isRelayed(): boolean {
    return this.#isRelayed;
  }

  /** Reads which path is in use. */
  read(): void {
    this.#read().catch(this.#options.onError);
  }

  /** While not all candidates are known, ICE may give up a direct path for a relay (PROTOCOL N5); called when they are. */
  straighten(): void {
    this.#straighten().catch(this.#options.onError);
  }

  close(): void {
    this.#isClosed = true;
    if (this.#timer !== null) this.#options.clock.clearTimeout(this.#timer);
  }

  async #read(): Promise<void> {
    const isRelayed = await isPathRelayed(this.#options.peerConnection);
    if (isRelayed === this.#isRelayed) return;
    this.#isRelayed = isRelayed;
    this.#options.onChange();
  }

  async #straighten(): Promise<void> {
    const { peerConnection, restartIce, onDetour, clock } = this.#options;
    if (!(await isDetour(peerConnection)) || this.#isClosed) return;
    onDetour();
    restartIce();
    this.#timer = clock.setTimeout(() => this.read(), findingMs);
  }
}
